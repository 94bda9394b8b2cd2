import CCurl
import Glibc

/// One hop under way: its easy handle, what arrived so far, and who waits for it.
final class Transfer {
    let id: UInt64
    let easy: EasyHandle
    let hop: Hop
    let continuation: CheckedContinuation<Result<Exchange, HTTPError>, Never>
    private var body: [UInt8] = []
    /// Of the body so far, wherever it went.
    private var bodyBytes = 0
    private var isCut = false
    private var headerBytes = 0
    /// Why a callback ended the transfer; libcurl itself only knows that one did.
    private var refusal: HTTPError?

    /// Far above what servers send, far below what hurts; libcurl 7.88 itself has no limit for all lines together.
    private static let headerLimit = 256 * 1024
    /// Bytes of what stands in place of a document.
    private static let shownLimit = 64 * 1024

    init(
        _ id: UInt64, _ easy: EasyHandle, _ hop: Hop,
        _ continuation: CheckedContinuation<Result<Exchange, HTTPError>, Never>
    ) {
        self.id = id
        self.easy = easy
        self.hop = hop
        self.continuation = continuation
    }

    /// Nil, or why libcurl would not take an option.
    func prepare() -> HTTPError? {
        easy.set(CURLOPT_URL, hop.address.text)
        easy.set(CURLOPT_PATH_AS_IS, 1)
        easy.set(CURLOPT_NOSIGNAL, 1)
        // Else a transfer that ends while its name is looked up would stop all others until the resolver's thread is
        // back.
        easy.set(CURLOPT_QUICK_EXIT, 1)
        easy.set(CURLOPT_PROTOCOLS_STR, hop.address.origin.scheme)
        // Redirects are followed in Swift, where each is checked; should libcurl ever do it, then not to files.
        easy.set(CURLOPT_FOLLOWLOCATION, 0)
        easy.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        easy.set(CURLOPT_ACCEPT_ENCODING, "")
        easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        easy.set(CURLOPT_USERAGENT, hop.userAgent)
        // Replaces the system's bundle; the system's folder of certificates (CURLOPT_CAPATH) holds the same and stays.
        if let file = hop.certificateFile { easy.set(CURLOPT_CAINFO, file) }
        easy.set(CURLOPT_TIMEOUT_MS, min(max(1, hop.timeout.wholeMilliseconds), Int(Int32.max)))
        if !hop.cutsBody { easy.set(CURLOPT_MAXFILESIZE_LARGE, size: hop.bodyLimit) }
        var lines = hop.headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        if hop.method == .post {
            easy.set(CURLOPT_POST, 1)
            easy.setBody(hop.body ?? [])
            // libcurl's own ideas: to wait for a 100, and to call every body a form.
            lines.append("Expect:")
            if hop.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        }
        easy.setList(CURLOPT_HTTPHEADER, lines)
        let this = Unmanaged.passUnretained(self).toOpaque()
        easy.set(CURLOPT_WRITEDATA, pointer: this)
        easy.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, this in
            Transfer.at(this)?.receive(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
        }
        easy.set(CURLOPT_HEADERDATA, pointer: this)
        easy.set(CURLOPT_HEADERFUNCTION) { _, size, count, this in
            Transfer.at(this)?.receiveHeader(size * count) ?? 0
        }
        switch hop.permission {
        case .anyAddress: break
        case .publicAddress: allowPublicAddressesOnly(this)
        case .publicAddressOrProxy:
            if !ProxyEnvironment.hasProxy(for: hop.address.origin) { allowPublicAddressesOnly(this) }
        }
        guard let code = easy.refusedOption else { return nil }
        return error(.exhausted, easy.words(for: code), hint: "this libcurl lacks what ratingwatch needs; update it")
    }

    /// A proxy would resolve the name itself, out of sight of these checks, so none is used here.
    private func allowPublicAddressesOnly(_ this: UnsafeMutableRawPointer) {
        easy.set(CURLOPT_PROXY, "")
        easy.set(CURLOPT_OPENSOCKETDATA, pointer: this)
        easy.note(
            ratingwatch_set_open_socket(easy.raw) { this, _, address in
                guard let address, let transfer = Transfer.at(this) else { return CURL_SOCKET_BAD }
                return transfer.openSocket(address)
            })
        // A kept connection that somebody else opened comes without a new socket: look at its peer too.
        easy.set(CURLOPT_PREREQDATA, pointer: this)
        easy.note(
            ratingwatch_set_before_request(easy.raw) { this, peer, _, _, _ in
                guard let peer, let transfer = Transfer.at(this) else { return CURL_PREREQFUNC_ABORT }
                return transfer.isAllowed(NetworkAddress(String(cString: peer)))
                    ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            })
    }

    static func at(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
        pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard bytes.count <= hop.bodyLimit - bodyBytes else {
            if hop.cutsBody {
                body.append(contentsOf: bytes.prefix(hop.bodyLimit - bodyBytes))
                isCut = true
                return 0
            }
            refusal = error(
                .tooLarge, "the body is larger than \(hop.bodyLimit) bytes",
                hint: "raise `body_limit` if the document is meant to be so large")
            return 0
        }
        bodyBytes += bytes.count
        // A redirect, or what stands in place of a document, is nothing to keep; its beginning may be shown.
        guard let sink = hop.sink, status == 200 else {
            let most = hop.sink == nil ? hop.bodyLimit : Self.shownLimit
            if body.count + bytes.count > most { return bytes.count }
            // One that grows is copied, again and again.
            if body.isEmpty, let announced = easy.announcedBytes { body.reserveCapacity(min(announced, most)) }
            body.append(contentsOf: bytes)
            return bytes.count
        }
        guard let cause = sink.take(bytes) else { return bytes.count }
        refusal = error(.exhausted, cause, hint: "free space on this machine")
        return 0
    }

    private var status: Int { hop.address.origin.scheme == "file" ? 200 : easy.status }

    private func receiveHeader(_ count: Int) -> Int {
        headerBytes += count
        guard headerBytes <= Self.headerLimit else {
            refusal = error(
                .tooLarge, "the headers are larger than \(Self.headerLimit) bytes",
                hint: "tell the publisher; a healthy server does not send so many")
            return 0
        }
        return count
    }

    private func openSocket(_ target: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
        let to = target.pointee
        guard isAllowed(NetworkAddress(ratingwatch_address(target), length: to.addrlen)) else { return CURL_SOCKET_BAD }
        return socket(to.family, to.socktype | Int32(SOCK_CLOEXEC.rawValue), to.protocol)
    }

    private func isAllowed(_ peer: NetworkAddress?) -> Bool {
        if let peer, peer.isPublic { return true }
        refusal = error(
            .notFollowed,
            "its host resolves to \(peer?.description ?? "an unknown address"), which is not a public address",
            hint: "make its name resolve to a public address; a feed in your own network needs `allow_private: true`")
        return false
    }

    func finish(_ code: CURLcode) {
        continuation.resume(returning: result(code))
    }

    func fail(_ error: HTTPError) {
        continuation.resume(returning: .failure(error))
    }

    private func result(_ code: CURLcode) -> Result<Exchange, HTTPError> {
        if code == CURLE_OK || isCut {
            return .success(
                Exchange(status: status, headers: easy.headers, body: body, duration: easy.duration))
        }
        if let refusal { return .failure(refusal) }
        let failure = CurlFailure(code, hasAnswer: easy.status != 0)
        return .failure(error(failure.kind, easy.words(for: code), hint: failure.hint))
    }

    private func error(_ kind: HTTPError.Kind, _ cause: String, hint: String) -> HTTPError {
        HTTPError(kind, method: hop.method, url: hop.address.text, cause: cause, hint: hint)
    }
}
