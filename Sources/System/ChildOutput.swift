import Glibc

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
