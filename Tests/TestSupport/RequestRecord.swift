import FlyingFox

/// The requests of one loopback server.
actor RequestRecord {
    private(set) var requests: [RecordedRequest] = []
    /// For each client, by its User-Agent: what was asked through a process that has been killed is not its follower's.
    private var active: [String: Int] = [:]
    private var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func arrived(_ request: HTTPRequest, body: [UInt8]) -> RecordedRequest {
        let fields = request.headers.map { ($0.key.rawValue.lowercased(), $0.value) }
        let headers = Dictionary(fields) { "\($0), \($1)" }
        active[headers["user-agent"] ?? "", default: 0] += 1
        let recorded = RecordedRequest(
            method: request.method.rawValue, target: request.target.rawValue, headers: headers, body: body,
            active: active[headers["user-agent"] ?? "", default: 0])
        requests.append(recorded)
        for waiter in waiting where waiter.count <= requests.count { waiter.continuation.resume() }
        waiting.removeAll { $0.count <= requests.count }
        return recorded
    }

    func answered(_ request: RecordedRequest) {
        active[request.headers["user-agent"] ?? "", default: 0] -= 1
    }

    func wait(for count: Int) async {
        if requests.count >= count { return }
        await withCheckedContinuation { waiting.append((count, $0)) }
    }
}
