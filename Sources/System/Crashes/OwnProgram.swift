import CSpawn
import Dispatch
import Foundation
import Glibc

/// Runs this very program as a process of its own, as a user would run a command, with something to read: what may
/// crash the reader crashes that process alone.
package struct OwnProgram: Sendable {
    /// What stands at its standard input, which it is told to read by that name.
    package enum Input: Sendable {
        case bytes([UInt8])
        /// An open file, from its beginning; held until the process has ended.
        case file(Int32, holder: any AnyObject & Sendable)
        case nothing
    }

    package enum Ending: Sendable, Hashable {
        /// By itself, whatever it said.
        case ended
        /// How, for people.
        case crashed(String)
    }

    /// The name under which a command finds its standard input.
    package static let standardInput = "/proc/self/fd/0"

    let arguments: [String]
    let input: Input

    package init(_ arguments: [String], input: Input = .nothing) {
        self.arguments = arguments
        self.input = input
    }

    /// With the configuration that it is to go by, where its command takes one.
    package func configured(by file: String) -> OwnProgram {
        arguments.first == "extract" ? self : OwnProgram(arguments + ["--config", file], input: input)
    }

    /// Seconds after which it counts as crashed, of a clock and of a processor.
    private static let deadline = 60
    /// Bytes of its own: what takes more than a daemon may have is a crash too, and must not take the daemon along.
    private static let mostMemory: UInt = 384 << 20

    /// Returns once the process has ended and is reaped. What could not be started says nothing against its input.
    package func run() async -> Ending {
        await withCheckedContinuation { resume in
            // The wait blocks a thread of Dispatch, never one of the cooperative pool.
            DispatchQueue.global().async { resume.resume(returning: runToItsEnd()) }
        }
    }

    private func runToItsEnd() -> Ending {
        var memory: Descriptor?
        defer { memory?.close() }
        let source: Int32
        switch input {
        case .bytes(let bytes):
            memory = try? Descriptor(memory: bytes)
            guard let memory else { return .ended }
            source = memory.number
        case .file(let file, _): source = file
        case .nothing: source = -1
        }
        guard let child = spawn(input: source) else { return .ended }
        ratingwatch_limit_data(child, OwnProgram.mostMemory)
        return OwnProgram.ending(of: child)
    }

    private static func ending(of child: pid_t) -> Ending {
        var status: Int32 = 0
        for _ in 0..<(deadline * 100) {
            let found = waitpid(child, &status, WNOHANG)
            if found == child {
                let signal = status & 0x7F
                return signal == 0 ? .ended : .crashed("signal \(signal)")
            }
            if found < 0, errno != EINTR { return .ended }
            usleep(10_000)
        }
        kill(child, SIGKILL)
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return .crashed("more than \(deadline) s")
    }

    /// `nil` where it could not be started.
    private func spawn(input: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if input >= 0 {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        for stream: Int32 in [1, 2] { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0) }
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var argv = (["/proc/self/exe"] + arguments).map { (text: String) in strdup(text) }
        // As this process was started: where its folders and credentials are.
        var environment = ProcessInfo.processInfo.environment.map { (name, value) in strdup("\(name)=\(value)") }
        defer { for text in argv + environment { free(text) } }
        argv.append(nil)
        environment.append(nil)
        var child: pid_t = 0
        return ratingwatch_spawn(&child, &actions, argv, environment) == 0 ? child : nil
    }
}
