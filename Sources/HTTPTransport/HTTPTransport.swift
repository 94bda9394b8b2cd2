import Text

/// Requests in, answers out: over libcurl, politely (per host some connections and an interval between starts), within
/// limits.
///
/// Redirects of a GET are followed here hop by hop, so that each hop is checked against the request's `Reach`, waits
/// for its turn at its host, and is recorded. A redirect of a POST is an answer like any other.
///
/// Proxies come from the environment, as libcurl reads it. A hop that must end at a public address is made without one,
/// because a proxy resolves names out of our sight.
package actor HTTPTransport {
    private static let mostRedirects = 5

    private let userAgent: String
    private let certificateFile: String?
    /// False where somebody else asks a host in this one's place: looked at when a request's turn comes, of each hop
    /// anew.
    private let mayStart: MayStart
    private let loop: CurlLoop
    private let clock = ContinuousClock()
    private var hosts: HostQueue
    private var waiting: [UInt64: CheckedContinuation<Bool, Never>] = [:]
    private var lastID: UInt64 = 0
    private var wake: (at: ContinuousClock.Instant, task: Task<Void, Never>)?
    private var isShutDown = false

    /// Gets the host, and the host that the request was meant for.
    package typealias MayStart = @Sendable (_ host: String, _ source: String) async -> Bool

    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    /// For tasks that ask for little else than transfers: whatever takes time there holds these up.
    package nonisolated var executor: any TaskExecutor { loop.tasks }

    /// Does something there behind all that waits to go on there.
    package nonisolated func behindOthers(_ work: @escaping @Sendable () -> Void) {
        loop.executor.perform(work)
    }

    /// `perHost` and `interval` hold for each host and port, `total` over all; `interval` lies between two starts.
    /// `certificateFile`: path of authorities' certificates (PEM) that are trusted beside the system's. Throws when the
    /// system has no descriptor left.
    package init(
        userAgent: String, perHost: Int = 2, interval: Duration = .seconds(1), total: Int = 64,
        certificateFile: String? = nil, mayStart: @escaping MayStart = { _, _ in true }
    ) throws(HTTPError) {
        self.userAgent = userAgent
        self.mayStart = mayStart
        self.certificateFile = certificateFile
        loop = try CurlLoop()
        hosts = HostQueue(connections: perHost, interval: interval, total: total)
    }

    /// Cancelling the task ends the request with `.cancelled`. `sink`: where the body of a good answer goes; the
    /// response has none then.
    package func send(
        _ request: HTTPRequest, into sink: (any BodySink)? = nil
    ) async throws(HTTPError) -> HTTPResponse {
        let first = try WebAddress(request.url, method: request.method)
        var address = first
        var previous: WebAddress?
        var redirects: [HTTPRedirect] = []
        var spent = Duration.zero
        while true {
            let permission = try request.reach.permission(for: address, after: previous)
            let hop = Hop(
                method: request.method, address: address,
                headers: try headers(of: request, at: address, first: first), body: request.body,
                timeout: request.timeout - spent, bodyLimit: request.bodyLimit,
                cutsBody: request.cutsBody, permission: permission, userAgent: userAgent, sink: sink,
                certificateFile: certificateFile)
            let exchange = try await exchange(hop, for: request.source ?? first.origin.host)
            spent += exchange.duration
            guard request.method == .get, let target = exchange.redirect else {
                return HTTPResponse(
                    status: exchange.status, headers: exchange.headers, body: exchange.body, finalURL: address.text,
                    validators: .kept(
                        after: exchange.status, headers: exchange.headers, from: address.text,
                        sent: request.validators),
                    redirects: redirects, milliseconds: spent.wholeMilliseconds)
            }
            guard redirects.count < Self.mostRedirects else {
                let last = RedactedAddress(ofFeed: target).text
                throw HTTPError(
                    .tooManyRedirects, url: request.url,
                    cause: "more than \(Self.mostRedirects) redirects, the last to \(last)",
                    hint: "open the address in a browser and configure the one where it ends")
            }
            previous = address
            address = try WebAddress(target, relativeTo: address)
            redirects.append(HTTPRedirect(status: exchange.status, to: address.text))
        }
    }

    /// Why the request would not even be tried: its address cannot be read, or its reach does not allow it; asks no
    /// server.
    package nonisolated static func refusal(of request: HTTPRequest) -> HTTPError? {
        do throws(HTTPError) {
            let address = try WebAddress(request.url, method: request.method)
            _ = try request.reach.permission(for: address, after: nil)
            return nil
        } catch {
            return error
        }
    }

    /// Ends all requests with `.cancelled`, and refuses new ones.
    package func shutDown() async {
        isShutDown = true
        wake?.task.cancel()
        for continuation in waiting.values { continuation.resume(returning: false) }
        waiting = [:]
        await loop.shutDown()
    }

    /// Validators go only to the address that gave them (RFC 9110, 13.1: they name a version of one resource), the
    /// caller's own fields only to the origin that they were meant for.
    private func headers(
        of request: HTTPRequest, at address: WebAddress, first: WebAddress
    ) throws(HTTPError) -> HTTPHeaders {
        var headers = address.origin == first.origin ? request.headers : [:]
        if let validators = request.validators, (validators.url ?? first.text) == address.text {
            if let etag = validators.etag { headers.append("If-None-Match", etag) }
            if let lastModified = validators.lastModified { headers.append("If-Modified-Since", lastModified) }
        }
        if let field = headers.fields.first(where: { !$0.isSendable }) {
            throw HTTPError(
                .badAddress, method: request.method, url: request.url,
                cause: "the header \(field.name.debugDescription) cannot be sent",
                hint: "take line breaks and control characters out of it")
        }
        return headers
    }

    private func exchange(_ hop: Hop, for source: String) async throws(HTTPError) -> Exchange {
        // Politeness is for servers; a file has none.
        if hop.address.origin.scheme == "file" {
            try hop.address.checkFile()
            return try await loop.perform(hop)
        }
        let host = "\(hop.address.origin.host):\(hop.address.origin.port)"
        guard await turn(at: host) else { throw .cancelled(hop) }
        defer {
            hosts.finish(host: host)
            admit()
        }
        guard await mayStart(hop.address.origin.host, source) else { throw .notInTurn(hop) }
        return try await loop.perform(hop)
    }

    /// False when the task was cancelled or the transport shut down before the turn came.
    private func turn(at host: String) async -> Bool {
        lastID += 1
        let id = lastID
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if isShutDown || Task.isCancelled { return continuation.resume(returning: false) }
                waiting[id] = continuation
                hosts.enqueue(id, host: host)
                admit()
            }
        } onCancel: {
            Task { await self.leave(id, host: host) }
        }
    }

    private func leave(_ id: UInt64, host: String) {
        guard hosts.leave(id, host: host) else { return }
        waiting.removeValue(forKey: id)?.resume(returning: false)
    }

    private func admit() {
        if isShutDown { return }
        let (started, next) = hosts.start(now: clock.now)
        for id in started { waiting.removeValue(forKey: id)?.resume(returning: true) }
        guard let next, wake.map({ next < $0.at }) ?? true else { return }
        wake?.task.cancel()
        wake = (
            next,
            Task { [clock, weak self] in
                guard (try? await clock.sleep(until: next)) != nil else { return }
                await self?.wakeUp()
            }
        )
    }

    private func wakeUp() {
        wake = nil
        admit()
    }
}
