package io.github.supportmetrics.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class StateProperties {
    @Property
    void readsWhatWasWritten(@ForAll long unsigned, @ForAll long signed, @ForAll int fixed, @ForAll byte octet) {
        byte[] bytes = new StateWriter()
                .unsigned(unsigned)
                .signed(signed)
                .fixed32(fixed)
                .fixed(signed)
                .octet(octet)
                .toBytes();
        StateReader in = new StateReader(bytes);

        assertThat(in.unsigned()).isEqualTo(unsigned);
        assertThat(in.signed()).isEqualTo(signed);
        assertThat(in.fixed32()).isEqualTo(fixed);
        assertThat(in.fixed()).isEqualTo(signed);
        assertThat(in.octet()).isEqualTo(octet & 0xFF);
        assertThat(in.remaining()).isZero();
    }

    @Property
    void cutNumbersAreRefused(@ForAll long number) {
        byte[] bytes = new StateWriter().unsigned(number).toBytes();
        for (int i = 0; i < bytes.length; i++) {
            StateReader in = new StateReader(bytes, i);

            assertThatThrownBy(in::unsigned).isInstanceOf(MalformedStateException.class);
        }
    }

    @Property
    void anyBytesAreRefusedOrTheShortestFormOfANumber(@ForAll @Size(max = 11) byte[] bytes) {
        StateReader in = new StateReader(bytes);
        long number;
        try {
            number = in.unsigned();
        } catch (MalformedStateException e) {
            assertThat(e).hasMessageStartingWith("state is malformed at byte ");
            return;
        }
        int length = bytes.length - in.remaining();
        assertThat(new StateWriter().unsigned(number).toBytes()).isEqualTo(Arrays.copyOf(bytes, length));
    }

    @Property
    void textsComeBackIfTheyAreUnicode(@ForAll String text) {
        boolean whole = java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
        byte[] bytes = new StateWriter().text(text).toBytes();

        if (whole) {
            assertThat(new StateReader(bytes).text()).isEqualTo(text);
        } else {
            assertThat(new StateReader(bytes).text()).hasSameSizeAs(text.replaceAll("\\p{Cs}", "?"));
        }
    }

    @Example
    void smallNumbersTakeOneByte() {
        assertThat(new StateWriter().unsigned(127).toBytes()).containsExactly(127);
        assertThat(new StateWriter().unsigned(128).toBytes()).containsExactly(0x80, 1);
        assertThat(new StateWriter().signed(-1).toBytes()).containsExactly(1);
        assertThat(new StateWriter().unsigned(-1).toBytes()).hasSize(10);
    }

    @Example
    void numbersInALongerFormAreRefused() {
        assertThatThrownBy(() -> new StateReader(new byte[] {(byte) 0x80, 0}).unsigned())
                .hasMessage("state is malformed at byte 2: number is not in its shortest form");
    }

    @Example
    void numbersBeyond64BitsAreRefused() {
        byte[] bytes = new byte[10];
        Arrays.fill(bytes, (byte) 0xFF);
        bytes[9] = 2;

        assertThatThrownBy(() -> new StateReader(bytes).unsigned()).hasMessageContaining("exceeds 64 bits");
    }

    @Example
    void countsWithoutRoomForTheirItemsAreRefused() {
        byte[] bytes = new StateWriter().unsigned(3).raw(new byte[5]).toBytes();

        assertThat(new StateReader(bytes).count(1, "items")).isEqualTo(3);
        assertThatThrownBy(() -> new StateReader(bytes).count(2, "items"))
                .hasMessage("state is malformed at byte 1: count of items must be at most 2, got 3");
        assertThatThrownBy(() -> new StateReader(new StateWriter().unsigned(-1).toBytes()).count(1, "items"))
                .hasMessageContaining("got 18446744073709551615");
    }

    @Example
    void textsLongerThanTheBytesAreRefused() {
        assertThatThrownBy(() -> new StateReader(new byte[] {1}).text()).isInstanceOf(MalformedStateException.class);
        assertThatThrownBy(() -> new StateReader(new byte[] {2, 65}).text())
                .isInstanceOf(MalformedStateException.class);
    }

    @Example
    void textsThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> new StateReader(new byte[] {1, (byte) 0xFF}).text())
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("not UTF-8");
    }
}
