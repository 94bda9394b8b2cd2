/// A request as the replaying publisher logged it.
struct ReplayRequest: Decodable {
    let path: String
    let status: Int?
    /// Seconds since 1970.
    let time: Double
    /// Milliseconds until the answer was out; `nil` while it is not.
    let ms: Double?
    let headers: [String: String]
    let at: String
    /// Present where the answer was spoilt.
    let fault: Fault?

    struct Fault: Decodable {
        let kind: String
    }

    /// True where the client got what it asked for.
    var isGood: Bool {
        [200, 304].contains(status) && (fault.map { ["slow", "cap-rows"].contains($0.kind) } ?? true)
    }

    /// How many answers one client waited for at once. Answers that were spoilt do not count: who gave one up asks
    /// again while the publisher still writes it. Each client has a User-Agent of its own, since the publisher
    /// answers a killed one to the end. It rounds to a tenth of a millisecond.
    static func mostAtOnce(_ requests: [ReplayRequest]) -> Int {
        let clients = Dictionary(grouping: requests.filter { $0.fault == nil }) { $0.headers["user-agent"] }
        return clients.values.map { asked in
            let steps = asked.flatMap { [($0.time, 1), ($0.time + max(0, ($0.ms ?? .infinity) - 0.1) / 1000, -1)] }
                .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            var (waiting, most) = (0, 0)
            for step in steps {
                waiting += step.1
                most = max(most, waiting)
            }
            return most
        }.max() ?? 0
    }
}
