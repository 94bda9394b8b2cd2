import HTTPTransport

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
