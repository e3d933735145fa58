package io.github.supportmetrics.examples.simulator;

/**
 * How a reviewer reads points: as they are, or in error one point off. A lenient one adds a point to what is not full now and then.
 *
 * @param error the probability of an error
 * @param leniency the probability of a point more
 */
record Reading(double error, double leniency) {
    /** The probabilities of reading 0 … max points. */
    double[] of(int points, int max) {
        double[] read = new double[max + 1];
        read[points] = 1 - error;
        read[points == 0 ? 1 : points - 1] += error / 2;
        read[points == max ? max - 1 : points + 1] += error / 2;
        for (int i = max - 1; i >= 0; i--) {
            read[i + 1] += leniency * read[i];
            read[i] *= 1 - leniency;
        }
        return read;
    }

    int draw(int points, int max, Dice dice) {
        double[] read = of(points, max);
        double left = dice.uniform();
        for (int i = 0; i < max; i++) {
            left -= read[i];
            if (left < 0) {
                return i;
            }
        }
        return max;
    }

    /** The expected points where there are truly so many. */
    double mean(int points, int max) {
        double[] read = of(points, max);
        double mean = 0;
        for (int i = 1; i <= max; i++) {
            mean += i * read[i];
        }
        return mean;
    }

    /** The expected points where each of max points is truly there with a probability: a mean over binomial probabilities. */
    double mean(double probability, int max) {
        double mean = 0;
        double ways = 1;
        for (int i = 0; i <= max; i++) {
            mean += ways * StrictMath.pow(probability, i) * StrictMath.pow(1 - probability, max - i) * mean(i, max);
            ways = ways * (max - i) / (i + 1);
        }
        return mean;
    }

    /** The probability that another reads the same. */
    double agreement(Reading other, int points, int max) {
        double[] mine = of(points, max);
        double[] theirs = other.of(points, max);
        double same = 0;
        for (int i = 0; i <= max; i++) {
            same += mine[i] * theirs[i];
        }
        return same;
    }
}
