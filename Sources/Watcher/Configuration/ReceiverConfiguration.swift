package import Receivers

/// One entry of `receivers:`.
package struct ReceiverConfiguration: Sendable {
    package let name: String
    package let kind: ReceiverKind
    /// Absolute path of the log.
    package let path: String
    package let format: LogFormat

    package init(name: String, kind: ReceiverKind, path: String, format: LogFormat) {
        self.name = name
        self.kind = kind
        self.path = path
        self.format = format
    }

    init?(_ node: ConfigurationNode, logs: String) {
        guard let mapping = node.mapping(keys: ["name", "kind", "path", "format"]) else { return nil }
        let name = mapping.required("name")?.text()
        let kind = mapping.required("kind")?.choice(ReceiverKind.self)
        let path = mapping.required("path")?.text()
        let format = mapping.required("format")?.choice(LogFormat.self)
        guard let name, let kind, let path, let format else { return nil }
        self.init(
            name: name, kind: kind, path: PlainPath.of(path.hasPrefix("/") ? path : logs + "/" + path), format: format)
    }
}
