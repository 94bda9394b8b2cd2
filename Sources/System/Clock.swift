package import Foundation

/// The wall clock and the chance, as values: the only fakes in tests.
package struct Clock: Sendable {
    package let now: @Sendable () -> Date
    /// A number from -1 to 1, for jitter.
    package let spread: @Sendable () -> Double

    package init(now: @escaping @Sendable () -> Date, spread: @escaping @Sendable () -> Double) {
        self.now = now
        self.spread = spread
    }

    package static let system = Clock(now: { Date() }, spread: { Double.random(in: -1...1) })
}
