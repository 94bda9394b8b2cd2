import Glibc

/// What must hold of every input.
package enum Property {
    /// Ends the process as a crash does where it does not hold: libFuzzer then keeps the input.
    package static func holds(_ condition: Bool, _ property: @autoclosure () -> String) {
        guard !condition else { return }
        let line = Array("PROPERTY BROKEN: \(property())\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        abort()
    }
}
