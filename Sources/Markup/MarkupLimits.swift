/// How much of a document is read before it is refused; a hostile one must cost bounded time and memory.
package struct MarkupLimits: Sendable, Hashable {
    /// Bytes of the document, before and after decoding.
    package var documentBytes: Int
    /// Elements and texts together.
    package var nodes: Int
    /// Levels of elements: trees are walked, compared and freed by recursion, so this bounds the stack.
    package var depth: Int
    /// Bytes of one text between two tags.
    package var textBytes: Int
    /// Bytes of one tag.
    package var tagBytes: Int
    /// Attributes of one tag: libxml2 compares each with all before it.
    package var tagAttributes: Int

    package init(
        documentBytes: Int = 64 << 20, nodes: Int = 1_000_000, depth: Int = 256, textBytes: Int = 9_000_000,
        tagBytes: Int = 64 << 10, tagAttributes: Int = 256
    ) {
        self.documentBytes = documentBytes
        self.nodes = nodes
        self.depth = depth
        self.textBytes = textBytes
        self.tagBytes = tagBytes
        self.tagAttributes = tagAttributes
    }

    package static let `default` = MarkupLimits()
}
