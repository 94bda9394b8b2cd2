/// How long to wait after failures in a row: doubles, bears jitter, has a longest wait and never ends.
package struct Backoff: Sendable {
    /// Seconds after the first failure.
    package let first: Double
    /// Longest wait in seconds, before jitter.
    package let most: Double

    package init(first: Double, most: Double) {
        self.first = first
        self.most = most
    }

    /// Seconds to wait after `failures` failures in a row (from 1); `spread` from -1 to 1 moves it by up to 10 %.
    package func delay(failures: Int, spread: Double) -> Double {
        // 2^40 first waits are longer than any cap, and the exponent must not overflow.
        var delay = first
        for _ in 1..<max(2, min(failures, 40)) where failures > 1 { delay = min(most, delay * 2) }
        return min(most, delay) * (1 + 0.1 * spread)
    }
}
