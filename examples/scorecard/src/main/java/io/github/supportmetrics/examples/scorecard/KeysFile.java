package io.github.supportmetrics.examples.scorecard;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Files of keys and values: Java properties in UTF-8, each key once. */
final class KeysFile {
    private KeysFile() {}

    /** The keys of a file that says something, such as "map", in the file's order. */
    static Map<String, String> read(Path path, String what) {
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            return read(reader, path.toString(), what);
        } catch (NoSuchFileException e) {
            throw new UsageException(what + " file " + path + " does not exist");
        } catch (CharacterCodingException e) {
            throw new UsageException(what + " file " + path + " must be UTF-8");
        } catch (IOException e) {
            throw new UsageException(what + " file " + path + " cannot be read: " + e.getMessage());
        }
    }

    static Map<String, String> read(Reader reader, String name, String what) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        Properties once = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                String text = String.valueOf(key);
                if (keys.put(text, String.valueOf(value).strip()) != null) {
                    throw new UsageException(what + " key " + text + " stands twice in " + name);
                }
                return null;
            }
        };
        PushbackReader unmarked = new PushbackReader(reader);
        int first = unmarked.read();
        if (first >= 0 && first != '\uFEFF') {
            unmarked.unread(first);
        }
        try {
            once.load(unmarked);
        } catch (IllegalArgumentException e) {
            throw new UsageException(what + " file " + name + " is not a properties file: " + e.getMessage());
        }
        return keys;
    }
}
