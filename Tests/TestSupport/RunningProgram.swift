import CSpawn
package import Foundation
import Glibc

/// A process that a test has started.
///
/// Not Foundation's `Process`: on Linux it lists the open files with a read beyond the end of its buffer, which ended
/// the whole run of tests once there were more than a thousand.
package final class RunningProgram: Sendable {
    private let child: ChildLife
    private let end: Task<Void, Never>

    /// Output and complaints are appended to files, so that no pipe can fill up and block the program.
    /// `preloading`: a library that comes before all others.
    package init(
        program: URL, arguments: [String], preloading library: String? = nil, output: String, complaints: String
    ) throws {
        let child = ChildLife(
            try RunningProgram.spawn(
                [program.path] + arguments, preloading: library, output: output, complaints: complaints))
        self.child = child
        let (ends, continuation) = AsyncStream<Void>.makeStream()
        end = Task { for await _ in ends {} }
        Thread.detachNewThread {
            child.awaitEnd()
            continuation.finish()
        }
    }

    /// A test that failed half-way leaves no daemon behind.
    deinit { child.send(SIGKILL) }

    /// Returns once the process has ended.
    package func ended() async { await end.value }

    package var hasEnded: Bool { child.ending != nil }

    /// Of a process that has ended: what it exited with, or the number of the signal that ended it.
    package var status: Int32 { child.ending ?? -1 }

    /// Asks it to stop.
    package func terminate() { child.send(SIGTERM) }

    /// Tells it that whoever started it is gone, or wants it to read its configuration again.
    package func hangUp() { child.send(SIGHUP) }

    /// Asks it to stop, and returns once it has.
    package func stop() async {
        terminate()
        await ended()
    }

    /// kill -9, and returns once it is gone.
    package func kill() async {
        child.send(SIGKILL)
        await ended()
    }

    private static func spawn(
        _ arguments: [String], preloading library: String?, output: String, complaints: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, complaints, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var argv = arguments.map { (text: String) in strdup(text) }
        var variables = ProcessInfo.processInfo.environment
        if let library { variables["LD_PRELOAD"] = library }
        var environment = variables.map { (name, value) in strdup("\(name)=\(value)") }
        defer { for text in argv + environment { free(text) } }
        argv.append(nil)
        environment.append(nil)
        var child: pid_t = 0
        let code = ratingwatch_spawn(&child, &actions, argv, environment)
        guard code == 0 else { throw ServerFailure("\(arguments[0]): \(String(cString: strerror(code)))") }
        return child
    }
}
