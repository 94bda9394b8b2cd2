import FlyingFox

/// The requests of one loopback server.
actor RequestRecord {
    private(set) var requests: [RecordedRequest] = []
    private var active = 0
    private var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func arrived(_ request: HTTPRequest, body: [UInt8]) -> RecordedRequest {
        active += 1
        let headers = request.headers.map { ($0.key.rawValue.lowercased(), $0.value) }
        let recorded = RecordedRequest(
            method: request.method.rawValue, target: request.target.rawValue,
            headers: Dictionary(headers) { "\($0), \($1)" }, body: body, active: active)
        requests.append(recorded)
        for waiter in waiting where waiter.count <= requests.count { waiter.continuation.resume() }
        waiting.removeAll { $0.count <= requests.count }
        return recorded
    }

    func answered() {
        active -= 1
    }

    func wait(for count: Int) async {
        if requests.count >= count { return }
        await withCheckedContinuation { waiting.append((count, $0)) }
    }
}
