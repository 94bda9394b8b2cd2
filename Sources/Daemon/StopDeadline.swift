import Dispatch
import Glibc
import System

/// Ends a process whose stop takes too long, well before systemd would kill it: a hung disk or a slow document must not
/// hold up a reboot. The history is safe to leave at any instruction.
enum StopDeadline {
    /// Seconds; the unit's TimeoutStopSec is three times as long.
    private static let seconds = 10

    static func arm() {
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) {
            StandardStream.error.write("ratingwatch: the stop took longer than \(seconds) s; ending at once\n")
            _exit(0)
        }
    }
}
