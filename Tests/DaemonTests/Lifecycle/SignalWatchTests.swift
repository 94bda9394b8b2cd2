import Glibc
import Testing

@testable import Queries
@testable import System

/// Signals reach a whole process, hence the children.
@Suite(.timeLimit(.minutes(5))) struct SignalWatchTests {
    @Test func theFirstSignalAsksToStop() async {
        await #expect(processExitsWith: .exitCode(7)) {
            let watch = SignalWatch()
            kill(getpid(), SIGTERM)
            for await number in watch.stopRequests where number == SIGTERM { exit(7) }
        }
        await #expect(processExitsWith: .exitCode(7)) {
            let watch = SignalWatch()
            kill(getpid(), SIGINT)
            for await number in watch.stopRequests where number == SIGINT { exit(7) }
        }
    }

    @Test func theSecondSignalEndsTheProcess() async {
        await #expect(processExitsWith: .exitCode(128 + SIGINT)) {
            let watch = SignalWatch()
            kill(getpid(), SIGTERM)
            for await _ in watch.stopRequests {}
            kill(getpid(), SIGINT)
            // A shutdown that hangs.
            while true { try await Task.sleep(for: .seconds(60)) }
        }
    }

    /// Without a terminal, as under a service manager.
    @Test func aHangUpAsksToReloadAndNotToStop() async {
        await #expect(processExitsWith: .exitCode(7)) {
            close(STDIN_FILENO)
            let watch = SignalWatch(hangUpReloads: true)
            var reloads = 0
            kill(getpid(), SIGHUP)
            for await _ in watch.reloadRequests {
                reloads += 1
                kill(getpid(), reloads == 1 ? SIGHUP : SIGTERM)
                if reloads == 2 { break }
            }
            for await number in watch.stopRequests where number == SIGTERM { exit(7) }
        }
    }

    @Test func aClosedPipeIsNoReasonToEnd() async {
        await #expect(processExitsWith: .exitCode(7)) {
            _ = SignalWatch()
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { return }
            close(ends[0])
            if write(ends[1], "x", 1) < 0, errno == EPIPE { exit(7) }
        }
    }
}
