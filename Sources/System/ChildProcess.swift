import CSpawn
import Glibc

/// Runs one confined child process with bytes as its standard input and what it prints as the result: it reads its own code and libraries,
/// reaches no other file, socket or process, and never outlives the call.
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

    /// What a child may use up before the kernel stops it.
    package struct Limits: Sendable {
        let seconds: UInt
        /// Bytes of addresses.
        let memory: UInt
        let openFiles: UInt

        /// `seconds`: of a processor; `memory`: bytes of addresses.
        package init(seconds: UInt, memory: UInt, openFiles: UInt = 16) {
            self.seconds = seconds
            self.memory = memory
            self.openFiles = openFiles
        }
    }

    /// By its path, or by its name where the system's programs are.
    let program: String
    let arguments: [String]
    let limits: Limits
    /// Bytes of output after which the child is killed.
    let outputLimit: Int
    /// Seconds after which the child is killed.
    let deadline: Double

    package init(program: String, arguments: [String], limits: Limits, outputLimit: Int, deadline: Double) {
        self.program = program
        self.arguments = arguments
        self.limits = limits
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
        let confinement = try Confinement.of(program)
        var argv = ([program] + arguments).map { (text: String) in strdup(text) }
        var environment = ChildProcess.environment.map { (text: String) in strdup(text) }
        defer { for text in argv + environment { free(text) } }
        argv.append(nil)
        environment.append(nil)
        var child: pid_t = 0
        var most = ratingwatch_limits(
            cpu_seconds: limits.seconds, address_bytes: limits.memory, open_files: limits.openFiles)
        let code = ratingwatch_spawn_confined(
            &child, confinement.handle, [input, output, errors], &most, argv, environment)
        guard code == 0 else { throw Failure(call: "the confined start of \(program)", code: code) }
        return child
    }
}
