/// Who may start a request now: per host a number of connections and an interval between starts, and a number over all
/// hosts. Pure: it is told the time and answers; hosts with somebody waiting take turns.
struct HostQueue {
    typealias Instant = ContinuousClock.Instant

    let connections: Int
    let interval: Duration
    let total: Int

    private struct Line {
        var waiting: [UInt64] = []
        var active = 0
        var nextStart: Instant?
    }

    private var lines: [String: Line] = [:]
    /// Hosts with somebody waiting, whose turn is next first.
    private var turns: [String] = []
    private var active = 0

    init(connections: Int, interval: Duration, total: Int) {
        self.connections = max(1, connections)
        self.interval = interval
        self.total = max(1, total)
    }

    mutating func enqueue(_ id: UInt64, host: String) {
        lines[host, default: Line()].waiting.append(id)
        if !turns.contains(host) { turns.append(host) }
    }

    /// Those who start now, and when to ask again if only time stands in the way.
    mutating func start(now: Instant) -> (started: [UInt64], next: Instant?) {
        var started: [UInt64] = []
        var next: Instant?
        var index = 0
        while index < turns.count, active < total {
            let host = turns[index]
            guard var line = lines[host], !line.waiting.isEmpty else {
                turns.remove(at: index)
                continue
            }
            if line.active >= connections {
                index += 1
            } else if let start = line.nextStart, start > now {
                next = min(next ?? start, start)
                index += 1
            } else {
                started.append(line.waiting.removeFirst())
                line.active += 1
                line.nextStart = now + interval
                lines[host] = line
                active += 1
                turns.remove(at: index)
                if !line.waiting.isEmpty { turns.append(host) }
            }
        }
        return (started, next)
    }

    mutating func finish(host: String) {
        lines[host]?.active -= 1
        active -= 1
    }

    /// False when it does not wait (any more).
    mutating func leave(_ id: UInt64, host: String) -> Bool {
        guard let index = lines[host]?.waiting.firstIndex(of: id) else { return false }
        lines[host]?.waiting.remove(at: index)
        return true
    }
}
