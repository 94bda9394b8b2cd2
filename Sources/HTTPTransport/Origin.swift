/// Scheme, host and port of an address, lower case, with the scheme's own port filled in; a file's has an empty host and port 0.
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

    /// True for a host that is given by its address, or is this machine: it leads nowhere else, whatever a resolver says.
    package var isAddress: Bool {
        isLoopback || NetworkAddress(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host) != nil
    }

    package var description: String {
        scheme == "file" ? "file:" : "\(scheme)://\(host):\(port)"
    }
}
