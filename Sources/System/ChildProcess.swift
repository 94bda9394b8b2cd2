import CSpawn
import Glibc

/// Runs one child process with bytes as its standard input and what it prints as the result; it never outlives the call.
package struct ChildProcess: Sendable {
    package enum Ending: Sendable, Hashable {
        case exited(Int32)
        case killed(signal: Int32)
        case overDeadline
        case overOutput
    }

    package struct Result: Sendable {
        package let ending: Ending
        package let output: [UInt8]
        /// The first 4 KB of what it printed as errors.
        package let errors: String
    }

    /// An operating system call that failed before the child ran.
    package struct Failure: Error {
        package let call: String
        package let code: Int32
    }

    let arguments: [String]
    /// Bytes of output after which the child is killed.
    let outputLimit: Int
    /// Seconds after which the child is killed.
    let deadline: Double

    package init(arguments: [String], outputLimit: Int, deadline: Double) {
        self.arguments = arguments
        self.outputLimit = outputLimit
        self.deadline = deadline
    }

    private static let environment = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"]

    /// Blocks until the child has ended and is reaped.
    package func run(input: [UInt8]) throws(Failure) -> Result {
        // A file in memory: the child can seek in it, and no pipe can block or break while we feed it.
        let file = try Descriptor(memory: input)
        defer { file.close() }
        let output = try Pipe()
        let errors: Pipe
        do throws(Failure) { errors = try Pipe() } catch {
            output.close()
            throw error
        }
        defer {
            output.close()
            errors.close()
        }
        let child = try spawn(input: file.number, output: output.write.number, errors: errors.write.number)
        output.write.close()
        errors.write.close()
        var reading = ChildOutput(child: child, outputLimit: outputLimit, deadline: deadline)
        reading.read(output: output.read.number, errors: errors.read.number)
        return reading.finished()
    }

    private func spawn(input: Int32, output: Int32, errors: Int32) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var argv = arguments.map { (text: String) in strdup(text) }
        var environment = ChildProcess.environment.map { (text: String) in strdup(text) }
        defer { for text in argv + environment { free(text) } }
        argv.append(nil)
        environment.append(nil)
        var child: pid_t = 0
        let code = ratingwatch_spawn(&child, &actions, argv, environment)
        guard code == 0 else { throw Failure(call: "posix_spawn \(arguments[0])", code: code) }
        return child
    }
}
