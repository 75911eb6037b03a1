package dev.caxton.engine.agent.builtin.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How figures are written. */
public final class Figures {

    private Figures() {}

    /** Whole numbers as they are, others with four decimals, very small and large ones with six digits. */
    public static String show(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "undefined" : value > 0 ? "infinite" : "-infinite";
        }
        double size = Math.abs(value);
        if (size >= 1e15 || size > 0 && size < 0.001) {
            return BigDecimal.valueOf(value)
                    .round(new MathContext(6))
                    .stripTrailingZeros()
                    .toString();
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
        String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        return text;
    }

    /** A number followed by the word for that many. */
    public static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
