import Glibc
package import System
import YAML

/// The part `metrics:`.
package struct MetricsConfiguration: Sendable {
    package let listen: ListenAddress

    init(listen: ListenAddress) { self.listen = listen }

    init?(_ node: YAMLNode) {
        let listen = node.mapping(keys: ["listen"])?.required("listen").flatMap { ListenAddress($0) }
        guard let listen else { return nil }
        self.listen = listen
    }
}

extension ListenAddress {
    /// `127.0.0.1:9464`, `[::1]:9464` or `unix:/run/ratingwatch/metrics.sock`; all else is reported.
    init?(_ node: YAMLNode) {
        guard let text = node.text() else { return nil }
        guard let address = ListenAddress(text: text) else {
            node.problem(
                "must be an address of this machine with a port, such as 127.0.0.1:9464 or [::1]:9464, or a socket such as "
                    + "unix:/run/ratingwatch/metrics.sock; other machines may not ask"
            )
            return nil
        }
        self = address
    }

    private init?(text: String) {
        if text.hasPrefix("unix:/") {
            let path = PlainPath.of(String(text.dropFirst("unix:".count)))
            guard UnixAddress(path: path) != nil else { return nil }
            self = .unix(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (1...65535).contains(port)
        else { return nil }
        let host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let plain = String(isBracketed ? host.dropFirst().dropLast() : host)
        guard isBracketed ? plain == "::1" : ListenAddress.isLoopback(plain) else { return nil }
        self = .loopback(host: plain, port: port)
    }

    private static func isLoopback(_ text: String) -> Bool {
        var address = in_addr()
        return inet_pton(AF_INET, text, &address) == 1 && UInt32(bigEndian: address.s_addr) >> 24 == 127
    }
}
