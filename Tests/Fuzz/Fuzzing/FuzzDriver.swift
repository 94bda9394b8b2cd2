import CFuzzer
import Glibc
import Synchronization

/// libFuzzer's loop: it makes inputs, follows which code they reach, and keeps those that reach more.
package enum FuzzDriver {
    // A C function cannot carry it along.
    private static let check = Mutex<(@Sendable ([UInt8]) -> Bool)?>(nil)

    /// Calls `check` with one input after another until a limit of the command line is reached; what it answers false
    /// to is not kept, whatever it reached.
    package static func run(_ check: @escaping @Sendable ([UInt8]) -> Bool) -> Never {
        FuzzDriver.check.withLock { $0 = check }
        var count = Int32(CommandLine.arguments.count)
        // libFuzzer keeps the arguments, and ends the process itself.
        let copies = CommandLine.arguments.map { (text: String) in strdup(text) } + [nil]
        let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: copies.count)
        list.initialize(from: copies, count: copies.count)
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = list
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
                let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
                return FuzzDriver.check.withLock(\.self)?(input) == true ? 0 : -1
            })
    }
}
