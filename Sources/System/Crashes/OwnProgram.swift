import CSpawn
import Dispatch
import Foundation
import Glibc
import Synchronization

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
        /// By itself; `isGood`: with 0.
        case ended(isGood: Bool)
        /// How, for people.
        case crashed(String)
    }

    /// The name under which a command finds its standard input.
    package static let standardInput = "/proc/self/fd/0"

    let arguments: [String]
    let input: Input
    /// Seconds after which it counts as crashed.
    let deadline: Int

    package init(_ arguments: [String], input: Input = .nothing, deadline: Int = 60) {
        self.arguments = arguments
        self.input = input
        self.deadline = deadline
    }

    /// With the configuration that it is to go by, where its command takes one.
    package func configured(by file: String) -> OwnProgram {
        arguments.first == "extract"
            ? self : OwnProgram(arguments + ["--config", file], input: input, deadline: deadline)
    }

    /// Bytes of its own: what takes more than a daemon may have is a crash too, and must not take the daemon along.
    private static let mostMemory: UInt = 384 << 20

    /// Returns once the process has ended and is reaped; cancelling ends it. What could not be started says nothing
    /// against its input.
    package func run() async -> Ending {
        let isCancelled = Cancellation()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { resume in
                // The wait blocks a thread of Dispatch, never one of the cooperative pool.
                DispatchQueue.global().async { resume.resume(returning: runToItsEnd(unless: isCancelled)) }
            }
        } onCancel: {
            isCancelled.note()
        }
    }

    private func runToItsEnd(unless isCancelled: Cancellation) -> Ending {
        var memory: Descriptor?
        defer { memory?.close() }
        let source: Int32
        switch input {
        case .bytes(let bytes):
            memory = try? Descriptor(memory: bytes)
            guard let memory else { return .ended(isGood: false) }
            source = memory.number
        case .file(let file, _): source = file
        case .nothing: source = -1
        }
        guard let child = spawn(input: source) else { return .ended(isGood: false) }
        ratingwatch_limit_data(child, OwnProgram.mostMemory)
        return ending(of: child, unless: isCancelled)
    }

    private func ending(of child: pid_t, unless isCancelled: Cancellation) -> Ending {
        var status: Int32 = 0
        for _ in 0..<(deadline * 100) where !isCancelled.isNoted {
            let found = waitpid(child, &status, WNOHANG)
            if found == child {
                let signal = status & 0x7F
                return signal == 0 ? .ended(isGood: status == 0) : .crashed("signal \(signal)")
            }
            if found < 0, errno != EINTR { return .ended(isGood: false) }
            usleep(10_000)
        }
        kill(child, SIGKILL)
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return .crashed("more than \(deadline) s")
    }

    /// That nobody waits for it any more.
    private final class Cancellation: Sendable {
        private let noted = Mutex(false)

        func note() { noted.withLock { $0 = true } }

        var isNoted: Bool { noted.withLock { $0 } }
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
