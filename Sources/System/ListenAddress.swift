/// Where a socket of this machine listens.
package enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// An absolute path.
    case unix(path: String)
    /// A numeric loopback address.
    case loopback(host: String, port: Int)

    package var description: String {
        switch self {
        case .unix(let path): "unix:" + path
        case .loopback(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}
