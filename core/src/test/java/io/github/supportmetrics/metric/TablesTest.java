package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables below the cells do what plain maps do, however wide their counts and however many of their keys come and go. */
class TablesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 40, 5_000})
    void countsOfAnyWidthAreThoseOfAMap(int counts) {
        Random random = new Random(counts);
        Counters counters = new Counters(random.nextInt(3));
        Map<Integer, Long> model = new TreeMap<>();
        long[] steps = {1, 1, 1, 200, 70_000, Integer.MAX_VALUE, 1L << 40};
        for (int round = 0; round < 20_000; round++) {
            int i = random.nextInt(counts);
            long step = steps[Math.min(random.nextInt(1 + round / 2_500), steps.length - 1)];
            if (step == 1) {
                counters.increment(i);
            } else {
                counters.add(i, step);
            }
            model.merge(i, step, Long::sum);
            if (random.nextInt(3) == 0 && model.getOrDefault(i, 0L) > step) {
                counters.add(i, -step);
                model.merge(i, -step, Long::sum);
            }
        }
        model.forEach((i, count) -> assertThat(counters.get(i)).isEqualTo(count));
        assertThat(counters.get(counts + 100_000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFE, 0xFF, 0x100, 0xFFFE, 0xFFFF, 0x10000})
    void aCountGrowsAcrossTheBoundOfItsWidth(int before) {
        for (int size : new int[] {1, 3_000}) {
            Counters counters = new Counters(size);
            counters.add(0, before);
            counters.increment(0);
            assertThat(counters.get(0)).isEqualTo(before + 1L);
            counters.incrementAll(new int[] {0, 0, 2}, new long[] {5, 5, 6}, 1, 5, 0, 3);
            assertThat(counters.get(0)).isEqualTo(before + 3L);
            assertThat(counters.get(3)).isEqualTo(1);
        }
    }

    @Test
    void theLargestCountsAreKeptOrRefused() {
        Counters counters = new Counters(0);
        counters.add(7, Integer.MAX_VALUE);
        counters.increment(7);
        assertThat(counters.get(7)).isEqualTo(1L << 31);
        counters.incrementAll(new int[] {7, 8}, new long[] {0, 0}, 1, 0, 0, 2);
        assertThat(counters.get(7)).isEqualTo((1L << 31) + 1);
        assertThat(counters.get(8)).isEqualTo(1);
        counters.add(9, Long.MAX_VALUE);
        assertThatThrownBy(() -> counters.increment(9)).isInstanceOf(ArithmeticException.class);
        assertThat(counters.get(9)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rowsRaiseTheirPlaceInTheirCell() {
        Random random = new Random(5);
        int[] cells = random.ints(40_000, 0, 700).toArray();
        long[] places = random.longs(40_000, 1, 6).toArray();
        Counters counters = new Counters(5);
        counters.incrementAll(cells, places, 5, 1, 0, 30_000);
        counters.incrementAll(cells, places, 5, 1, 30_000, 40_000);
        Map<Integer, Long> model = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            model.merge(cells[i] * 5 + (int) places[i] - 1, 1L, Long::sum);
        }
        for (int i = 0; i < 3_500; i++) {
            assertThat(counters.get(i)).isEqualTo(model.getOrDefault(i, 0L));
        }
    }

    @Test
    void keysKeepTheirNumberUntilNoCellIsLeftOfThem() {
        Random random = new Random(3);
        KeyTable<String> table = new KeyTable<>();
        Map<String, Integer> uses = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (int round = 0; round < 50_000; round++) {
            String key = "agent-" + random.nextInt(300);
            if (random.nextBoolean()) {
                int number = table.number(key);
                assertThat(numbers.computeIfAbsent(key, k -> number)).isEqualTo(number);
                table.retain(number);
                uses.merge(key, 1, Integer::sum);
            } else if (uses.containsKey(key)) {
                table.release(numbers.getOrDefault(key, -1));
                uses.merge(key, -1, Integer::sum);
                if (uses.remove(key, 0)) {
                    numbers.remove(key);
                }
            }
            assertThat(table.find(key)).isEqualTo(numbers.getOrDefault(key, -1));
        }
        assertThat(uses.size()).isGreaterThan(100);
        numbers.forEach((key, number) -> assertThat(table.key(number)).isEqualTo(key));
        assertThat(numbers.values().stream().max(Integer::compare).orElseThrow())
                .isLessThan(300);
    }

    @Test
    void cellsOfAnyParentComeAndGo() {
        Random random = new Random(9);
        CellTable table = new CellTable();
        Map<List<Integer>, Integer> model = new HashMap<>();
        for (int round = 0; round < 60_000; round++) {
            int parent = random.nextInt(4) * random.nextInt(20);
            int key = random.nextInt(40);
            List<Integer> place = List.of(parent, key);
            if (random.nextInt(3) > 0) {
                int cell = table.findOrAdd(parent, key);
                assertThat(model.computeIfAbsent(place, p -> cell)).isEqualTo(cell);
            } else if (model.containsKey(place)) {
                table.remove(model.remove(place));
            }
            assertThat(table.find(parent, key)).isEqualTo(model.getOrDefault(place, CellTable.NONE));
        }
        assertThat(model.size()).isGreaterThan(500);
        assertThat(model.values()).doesNotHaveDuplicates().allMatch(cell -> cell < table.size());
        Map<Integer, List<Integer>> keysOf = new TreeMap<>();
        model.forEach((place, cell) -> {
            assertThat(table.key(cell)).isEqualTo(place.get(1));
            keysOf.computeIfAbsent(place.get(0), p -> new ArrayList<>()).add(place.get(1));
        });
        keysOf.forEach((parent, keys) -> {
            List<Integer> chained = new ArrayList<>();
            for (int cell = table.first(parent); cell != CellTable.NONE; cell = table.next(cell)) {
                chained.add(table.key(cell));
            }
            assertThat(chained).containsExactlyInAnyOrderElementsOf(keys);
        });
        assertThat(table.first(1_000_000)).isEqualTo(CellTable.NONE);
        assertThat(table.size()).isLessThan(80 * 40);
    }
}
