// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.dataset;

/**
 * Quantiles of the normal distribution and the exponential function, by IEEE 754 operations in the order of docs/format.md,
 * "Quantiles": the results have the same bits everywhere, which those of {@link Math} need not have.
 *
 * <p>Quantiles: Wichura, <i>Algorithm AS 241: the percentage points of the normal distribution</i>, PPND16, relative error
 * about 1e-16.
 */
final class Normal {
    private static final double[] A = {
        3.3871328727963666080e0,
        1.3314166789178437745e2,
        1.9715909503065514427e3,
        1.3731693765509461125e4,
        4.5921953931549871457e4,
        6.7265770927008700853e4,
        3.3430575583588128105e4,
        2.5090809287301226727e3
    };
    private static final double[] B = {
        1,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3
    };
    private static final double[] C = {
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4
    };
    private static final double[] D = {
        1,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9
    };

    private static final double LN2 = 0.6931471805599453;
    private static final double HALF_SQRT2 = 0.7071067811865476;

    private static final int LAST_TERM_OF_LOG = 9;
    private static final int TERMS_OF_EXP = 16;

    private Normal() {}

    /** @param p above 0.0005, below 0.9995 */
    static double quantile(double p) {
        double q = p - 0.5;
        if (q >= -0.425 && q <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(A, r) / polynomial(B, r);
        }
        double r = Math.sqrt(-log(q < 0 ? p : 1 - p)) - 1.6;
        double tail = polynomial(C, r) / polynomial(D, r);
        return q < 0 ? -tail : tail;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    /** @param x above 0, below 1 */
    static double log(double x) {
        double m = x;
        int n = 0;
        while (m < HALF_SQRT2) {
            m = m * 2;
            n++;
        }
        double t = (m - 1) / (m + 1);
        double t2 = t * t;
        double sum = 0;
        for (int i = LAST_TERM_OF_LOG; i >= 0; i--) {
            sum = sum * t2 + 1.0 / (2 * i + 1);
        }
        return 2 * t * sum - n * LN2;
    }

    /** @param x at most 40 in absolute value */
    static double exp(double x) {
        double n = Math.floor(x / LN2 + 0.5);
        double r = x - n * LN2;
        double sum = 1;
        for (int i = TERMS_OF_EXP; i >= 1; i--) {
            sum = 1 + sum * r / i;
        }
        for (; n > 0; n--) {
            sum = sum * 2;
        }
        for (; n < 0; n++) {
            sum = sum / 2;
        }
        return sum;
    }
}
