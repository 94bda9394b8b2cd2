import YAML

/// The part `documents:`: how much is kept of what was read, so that it can be read again.
package struct DocumentsConfiguration: Sendable {
    /// Seconds that a document is kept; 0 keeps none.
    package var keep: Double = 1825 * 86400
    /// Bytes, as compressed, that all of them may take.
    package var most = 2_000_000_000

    init() {}

    init(_ node: YAMLNode) {
        guard let mapping = node.mapping(keys: ["keep", "most"]) else { return }
        keep = mapping["keep"]?.duration() ?? keep
        most = mapping["most"]?.size() ?? most
    }
}
