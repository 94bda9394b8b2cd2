package import Foundation

/// A process that a test has started.
package final class RunningProgram: Sendable {
    private let process = Process()
    private let end: Task<Void, Never>

    /// Output and complaints are appended to files, so that no pipe can fill up and block the program.
    package init(program: URL, arguments: [String], output: String, complaints: String) throws {
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try RunningProgram.appending(output)
        process.standardError = try RunningProgram.appending(complaints)
        let (ends, continuation) = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in continuation.finish() }
        end = Task { for await _ in ends {} }
        try process.run()
    }

    /// A test that failed half-way leaves no daemon behind.
    deinit {
        if process.isRunning { _ = Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// Returns once the process has ended.
    package func ended() async { await end.value }

    /// Of a process that has ended.
    package var status: Int32 { process.terminationStatus }

    /// Asks it to stop.
    package func terminate() { process.terminate() }

    /// Asks it to stop, and returns once it has.
    package func stop() async {
        process.terminate()
        await ended()
    }

    /// kill -9, and returns once it is gone.
    package func kill() async {
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        await ended()
    }

    private static func appending(_ path: String) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.seekToEnd()
        return handle
    }
}
