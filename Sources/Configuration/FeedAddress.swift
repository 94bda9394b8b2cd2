import Feeds
import HTTPTransport
import System
import Text
import YAML

/// The address of a feed, made absolute.
struct FeedAddress {
    let url: String
    let origin: Origin

    init?(_ node: YAMLNode, surroundings: Surroundings) {
        guard var text = node.text() else { return nil }
        if text.hasPrefix("file:"), !text.hasPrefix("file:/") {
            text = "file://" + surroundings.absolute(String(text.dropFirst("file:".count)))
        }
        guard let origin = Origin(url: text), ["http", "https", "file"].contains(origin.scheme) else {
            node.problem("must be an address that begins with http://, https:// or file:")
            return nil
        }
        if AddressText.hasUser(text) {
            node.problem(
                "must not hold a user's name or a password; take them out and give `user` and `password_file` beside it"
            )
            return nil
        }
        url = AddressText.compared(text)
        self.origin = origin
    }

    /// A file by its path, absolute or relative to where the program was started.
    init?(path node: YAMLNode, surroundings: Surroundings) {
        guard let text = node.filePath() else { return nil }
        url = "file://" + surroundings.absolute(text)
        guard let origin = Origin(url: url) else {
            node.problem("must be the path of a file")
            return nil
        }
        self.origin = origin
    }

    /// Why the file cannot be read as things are; `nil` where it can, or is none.
    var fileFault: FileFault? {
        guard origin.scheme == "file", let address = try? WebAddress(url) else { return nil }
        return FileFault(of: address.path)
    }

    /// True for files and for the loopback addresses.
    var isLocal: Bool { origin.scheme == "file" || origin.isLoopback }
}

/// What is known of the sites that feeds are made for: their documents lie on hosts of their own.
enum KnownPublisher {
    /// Why a feed will probably give nothing; `nil` where nothing speaks against it.
    static func doubt(of address: FeedAddress, kind: FeedKind, follow: Set<String>) -> String? {
        let source = kind.source()
        if let doubt = source.doubt(ofAddress: address.url) { return doubt }
        guard let host = source.documentHosts[address.origin.host], !follow.contains(host) else { return nil }
        return "its documents are on \(host), so none will be read; add follow: [\(host)]"
    }
}

/// Names of hosts, as `follow` lists them.
enum HostName {
    /// False for an address, a path, a port, a pattern or a number.
    static func isOne(_ text: String) -> Bool {
        Origin(url: "https://\(text)/")?.host == text && !text.contains { "/:@*%".contains($0) } && Int(text) == nil
    }

    /// The host of an address, with or without its scheme.
    static func within(_ text: String) -> String? {
        if Int(text) != nil { return nil }
        let host = Origin(url: text.contains("://") ? text : "https://" + text)?.host
        return host.flatMap { isOne($0) ? $0 : nil }
    }
}

extension YAMLNode {
    /// The name of a host, in lower case.
    func host() -> String? {
        guard let text = label()?.lowercased() else { return nil }
        if HostName.isOne(text) { return text }
        let meant = HostName.within(text).map { "; did you mean \"\($0)\"?" } ?? ""
        problem("must be the name of a single host, such as files.ofsted.gov.uk, and not \"\(text)\"\(meant)")
        return nil
    }
}
