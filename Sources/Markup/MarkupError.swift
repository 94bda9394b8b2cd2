import CLibXML2

/// Why a document could not be read as markup, or as JSON.
package struct MarkupError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Operation: String, Sendable, Hashable {
        case readHTML = "read HTML"
        case readXML = "read XML"
        case readJSON = "read JSON"
    }

    package enum Cause: Sendable, Hashable {
        case empty
        /// A limit of `MarkupLimits` by name, and its value.
        case over(limit: String, value: Int)
        /// The parser's own words, and the line from 1.
        case malformed(String, line: Int)
        /// XML that could be read only by mending it, so that parts may be missing.
        case notWellFormed
        /// The page makes an XPath expression take too much.
        case selection(XPathFault)
        case outOfMemory
    }

    package let operation: Operation
    package let cause: Cause

    package var hint: String {
        switch cause {
        case .empty: "The document holds nothing; open its address in a browser to see what the publisher sends."
        case .over(let limit, _) where MarkupLimits.key(of: limit) != nil:
            "It is more than any real document has, and is refused for safety; the key of the configuration says how much is read."
        case .over: "The document is larger or deeper than any real one; it is refused for safety."
        case .malformed, .notWellFormed:
            "The publisher must correct the document; what comes before the fault may be readable."
        case .selection: "The page is not built as the expressions expect; look at it in a browser."
        case .outOfMemory: "Give the service more memory."
        }
    }

    /// What is wrong, in a few words without the operation.
    package var fault: String {
        switch cause {
        case .empty: "it is empty"
        case .over(let limit, let value):
            "it has more than \(value) \(limit)" + (MarkupLimits.key(of: limit).map { " (\($0))" } ?? "")
        case .malformed(let words, let line): "line \(line): \(words)"
        case .notWellFormed: "it is not well-formed"
        case .selection(let fault): "what is selected of it: \(fault)"
        case .outOfMemory: "out of memory"
        }
    }

    package var description: String { "cannot \(operation.rawValue): \(fault)" }
}

/// How much of a document is read before it is refused; a hostile one must cost bounded time and memory.
package struct MarkupLimits: Sendable, Hashable {
    /// Bytes of the document, before and after decoding.
    package var documentBytes: Int
    /// Elements and texts together, or values of JSON.
    package var nodes: Int
    /// Publications or items that one document lists: each takes room in memory until all are recorded.
    package var items: Int
    /// Levels of elements: trees are walked, compared and freed by recursion, so this bounds the stack.
    package var depth: Int
    /// Bytes of one text between two tags.
    package var textBytes: Int
    /// Bytes of one tag.
    package var tagBytes: Int
    /// Attributes of one tag: libxml2 compares each with all before it.
    package var tagAttributes: Int

    package init(
        documentBytes: Int = 24_000_000, nodes: Int = 1_000_000, items: Int = 100_000, depth: Int = 256,
        textBytes: Int = 9_000_000, tagBytes: Int = 64 << 10, tagAttributes: Int = 256
    ) {
        self.items = items
        self.documentBytes = documentBytes
        self.nodes = nodes
        self.depth = depth
        self.textBytes = textBytes
        self.tagBytes = tagBytes
        self.tagAttributes = tagAttributes
    }

    /// Those that the current task keeps to.
    @TaskLocal package static var current = MarkupLimits()

    /// The key of the configuration that sets a limit; `nil` where none does.
    static func key(of limit: String) -> String? {
        switch limit {
        case "bytes": "limits.document"
        case "values", "elements and texts": "limits.nodes"
        default: nil
        }
    }
}

/// What must be settled before libxml2 is used.
enum LibXML2 {
    /// Readies this process once, and this thread each time: nothing is printed, no external entity is ever loaded.
    static func prepare() {
        _ = processIsReady
        rw_xml_silence_thread()
    }

    private static let processIsReady: Bool = {
        xmlInitParser()
        xmlSetExternalEntityLoader { _, _, _ in nil }
        return true
    }()
}
