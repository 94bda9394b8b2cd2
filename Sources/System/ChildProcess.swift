import CSpawn
import Glibc

/// Runs one confined child process with bytes as its standard input and what it prints as the result: it reads its own
/// code and libraries, reaches no other file, socket or process, and never outlives the call.
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

/// Collects what a child prints until it closes both pipes, prints too much or takes too long; then reaps it.
struct ChildOutput {
    private let child: pid_t
    private let outputLimit: Int
    private let end: Double
    private var output: [UInt8] = []
    private var errors: [UInt8] = []
    private var breach: ChildProcess.Ending?

    private static let errorLimit = 4096

    init(child: pid_t, outputLimit: Int, deadline: Double) {
        self.child = child
        self.outputLimit = outputLimit
        end = ChildOutput.now() + deadline
    }

    mutating func read(output outputEnd: Int32, errors errorEnd: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        var open = [outputEnd, errorEnd]
        while !open.isEmpty, breach == nil {
            let left = end - ChildOutput.now()
            guard left > 0 else {
                breach = .overDeadline
                break
            }
            var waiting = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&waiting, nfds_t(waiting.count), Int32(min(left * 1000 + 1, 60_000))) >= 0 || errno == EINTR
            else { break }
            for ready in waiting where ready.revents != 0 {
                let count = Glibc.read(ready.fd, &buffer, buffer.count)
                if count > 0 {
                    take(buffer[..<count], isOutput: ready.fd == outputEnd)
                } else if count == 0 || errno != EINTR {
                    open.removeAll { $0 == ready.fd }
                }
            }
        }
    }

    /// Kills the child where it broke a limit, and waits for it.
    mutating func finished() -> ChildProcess.Result {
        if breach == nil, !endsInTime() { breach = .overDeadline }
        var status: Int32 = 0
        // The whole group that it leads.
        if breach != nil { kill(-child, SIGKILL) }
        if breach != nil || reaped == nil {
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
        } else if let reaped {
            status = reaped
        }
        let signal = status & 0x7F
        let ending = breach ?? (signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal))
        return ChildProcess.Result(ending: ending, output: output, errors: String(decoding: errors, as: UTF8.self))
    }

    private var reaped: Int32?

    /// A child may close its pipes and go on: waits for its end, but not past the deadline.
    private mutating func endsInTime() -> Bool {
        while true {
            var status: Int32 = 0
            let found = waitpid(child, &status, WNOHANG)
            if found == child {
                reaped = status
                return true
            }
            if found < 0, errno != EINTR { return true }
            guard ChildOutput.now() < end else { return false }
            usleep(500)
        }
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>, isOutput: Bool) {
        if isOutput {
            output += bytes
            if output.count > outputLimit { breach = .overOutput }
        } else {
            errors += bytes.prefix(max(0, ChildOutput.errorLimit - errors.count))
        }
    }

    /// Seconds of a clock that no one sets.
    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// A pipe whose ends no other child inherits.
struct Pipe {
    let read: Descriptor
    let write: Descriptor

    init() throws(ChildProcess.Failure) {
        var ends: [Int32] = [0, 0]
        guard ratingwatch_pipe(&ends) == 0 else { throw ChildProcess.Failure(call: "pipe2", code: errno) }
        read = Descriptor(ends[0])
        write = Descriptor(ends[1])
    }

    func close() {
        read.close()
        write.close()
    }
}
