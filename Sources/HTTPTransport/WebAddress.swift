import CCurl
import Glibc
import Text

/// An absolute address, read by the parser that libcurl connects with, so that a check and the connection cannot
/// differ.
package struct WebAddress: Hashable, Sendable {
    /// As given, but for a user and a password, which are left out, and blanks and non-ASCII characters, which are
    /// percent-encoded.
    let text: String
    let origin: Origin
    /// Of a file: as the system knows it, without percent-encoding.
    package let path: String

    /// Resolves `reference`, a Location header's value, where there is a base; `method` is for the error's text.
    package init(
        _ reference: String, relativeTo base: WebAddress? = nil, method: HTTPMethod = .get
    ) throws(HTTPError) {
        func refused(_ cause: String) -> HTTPError {
            HTTPError(.badAddress, method: method, url: reference, cause: cause, hint: "write it as https://host/path")
        }
        guard let handle = curl_url() else { throw refused("out of memory") }
        defer { curl_url_cleanup(handle) }
        let lenient = UInt32(CURLU_URLENCODE | CURLU_ALLOW_SPACE)
        // Dot segments belong to the request target of an address that is given, and are resolved in one that is
        // relative.
        let asGiven = UInt32(CURLU_PATH_AS_IS)
        if let base {
            _ = curl_url_set(handle, CURLUPART_URL, base.text, asGiven)
        }
        let code = curl_url_set(handle, CURLUPART_URL, reference, base == nil ? lenient | asGiven : lenient)
        guard code == CURLUE_OK else { throw refused(String(cString: curl_url_strerror(code))) }

        func part(_ part: CURLUPart, _ flags: UInt32 = 0) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            guard curl_url_get(handle, part, &value, flags) == CURLUE_OK, let value else { return nil }
            defer { curl_free(value) }
            return String(cString: value)
        }
        guard let scheme = part(CURLUPART_SCHEME)?.lowercased(), ["http", "https", "file"].contains(scheme) else {
            throw refused("only http, https and file addresses are fetched")
        }
        // Whoever wrote the address: who is to be told a password, the configuration says by other keys.
        let hasUser = part(CURLUPART_USER) != nil || part(CURLUPART_PASSWORD) != nil
        if hasUser {
            _ = curl_url_set(handle, CURLUPART_USER, nil, 0)
            _ = curl_url_set(handle, CURLUPART_PASSWORD, nil, 0)
        }
        if base == nil, !hasUser, reference.isPrintableASCII(without: UInt8(ascii: " "), 0) {
            // As it is given. To put it together anew costs as much as to read it.
            text = reference
        } else {
            guard let whole = part(CURLUPART_URL) else { throw refused("unreadable") }
            text = whole
        }
        path = part(CURLUPART_PATH, scheme == "file" ? UInt32(CURLU_URLDECODE) : 0) ?? "/"
        if scheme == "file" {
            origin = Origin(scheme: scheme, host: "", port: 0)
        } else {
            guard let host = part(CURLUPART_HOST)?.lowercased(), !host.isEmpty else { throw refused("no host") }
            let port = part(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap(Int.init)
            origin = Origin(scheme: scheme, host: host, port: port ?? 0)
        }
    }
}

extension WebAddress {
    /// libcurl reads files where it stands: a pipe would stop every transfer, and a folder reads as an empty document.
    func checkFile() throws(HTTPError) {
        guard origin.scheme == "file" else { return }
        var information = stat()
        // What cannot be looked at, libcurl cannot open either, and says why.
        guard stat(path, &information) == 0, information.st_mode & S_IFMT != S_IFREG else { return }
        throw HTTPError(
            .noFile, url: text, cause: "it is not a regular file", hint: "name a file, not a folder, device or pipe")
    }
}

/// Scheme, host and port of an address, lower case, with the scheme's own port filled in; a file's has an empty host
/// and port 0.
package struct Origin: Hashable, Sendable, CustomStringConvertible {
    package let scheme: String
    package let host: String
    package let port: Int

    init(scheme: String, host: String, port: Int) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// Nil when libcurl cannot read the address or its scheme is none of http, https and file.
    package init?(url: String) {
        guard let address = try? WebAddress(url) else { return nil }
        self = address.origin
    }

    /// True for this machine's own addresses.
    package var isLoopback: Bool { LoopbackHost.isOne(host) }

    /// True for a host that is given by its address, or is this machine: it leads nowhere else, whatever a resolver
    /// says.
    package var isAddress: Bool {
        isLoopback || NetworkAddress(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host) != nil
    }

    package var description: String {
        scheme == "file" ? "file:" : "\(scheme)://\(host):\(port)"
    }
}

/// The hosts that are this machine itself, whatever a resolver says.
enum LoopbackHost {
    /// `localhost`, `::1` with or without brackets, and 127.0.0.0/8.
    static func isOne(_ host: String) -> Bool {
        if host == "localhost" { return true }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard let address = NetworkAddress(isBracketed ? String(host.dropFirst().dropLast()) : host) else {
            return false
        }
        if address.bytes.count == 4 { return address.bytes[0] == 127 }
        return address.bytes == [UInt8](repeating: 0, count: 15) + [1]
    }
}
