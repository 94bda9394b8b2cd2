import Synchronization

/// A value that is made when it is first asked for, and kept: most starts of the program need little of what it holds.
package final class Later<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    /// Two that ask at once get the same; `make` must not ask for it itself.
    package var value: Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}
