import CLibXML2

/// Collects what libxml2 reports of a document into values, and stops it at the first limit that the document is over.
struct TreeBuilder<Node: TreeNode> {
    private let operation: MarkupError.Operation
    private let limits: MarkupLimits
    private var open: [(tag: Node.Tag, children: [Node])] = []
    private var text: [UInt8] = []
    private var nodes = 0
    private var root: Node?
    private(set) var exceeded: MarkupError?
    /// The names that the document has used.
    var names = XMLNameTable()
    private let parser: xmlParserCtxtPtr

    init(operation: MarkupError.Operation, limits: MarkupLimits, parser: xmlParserCtxtPtr) {
        self.operation = operation
        self.limits = limits
        self.parser = parser
    }

    /// The builder that libxml2 hands back to its callbacks.
    static func behind(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<TreeBuilder>? {
        context?.assumingMemoryBound(to: TreeBuilder.self)
    }

    mutating func start(_ tag: Node.Tag) {
        flushText()
        guard open.count < limits.depth else { return exceed("levels of elements", limits.depth) }
        countNode()
        open.append((tag, []))
    }

    mutating func end() { close(isCut: false) }

    private mutating func close(isCut: Bool) {
        flushText()
        guard let element = open.popLast() else { return }
        let node = Node.element(tag: element.tag, children: element.children, isCut: isCut)
        if open.isEmpty {
            if root == nil { root = node }
        } else {
            open[open.count - 1].children.append(node)
        }
    }

    mutating func characters(_ bytes: UnsafePointer<UInt8>?, _ count: Int32) {
        guard text.count + Int(count) <= limits.textBytes else {
            return exceed("bytes in one text", limits.textBytes)
        }
        text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
    }

    /// The tree, with what the document left open closed; `nil` where it had no element.
    mutating func finishedRoot() -> Node? {
        while !open.isEmpty { close(isCut: true) }
        return root
    }

    private mutating func flushText() {
        guard !text.isEmpty else { return }
        if !open.isEmpty {
            countNode()
            open[open.count - 1].children.append(.text(String(decoding: text, as: UTF8.self)))
        }
        text.removeAll(keepingCapacity: true)
    }

    private mutating func countNode() {
        nodes += 1
        if nodes > limits.nodes { exceed("elements and texts", limits.nodes) }
    }

    private mutating func exceed(_ limit: String, _ value: Int) {
        guard exceeded == nil else { return }
        exceeded = MarkupError(operation: operation, cause: .over(limit: limit, value: value))
        xmlStopParser(parser)
    }
}

/// A node of a tree that `TreeBuilder` can build.
protocol TreeNode {
    /// What is known of an element when it begins: name and attributes.
    associatedtype Tag

    static func text(_ text: String) -> Self
    /// `isCut`: the document ended before the element did.
    static func element(tag: Tag, children: [Self], isCut: Bool) -> Self
}

extension HTMLNode: TreeNode {
    struct Tag {
        let name: String
        let attributes: [String: String]
    }

    static func element(tag: Tag, children: [HTMLNode], isCut: Bool) -> HTMLNode {
        .element(HTMLElement(name: tag.name, attributes: tag.attributes, children: children))
    }
}

extension XMLNode: TreeNode {
    struct Tag {
        let name: XMLName
        let attributes: [XMLAttribute]
    }

    static func element(tag: Tag, children: [XMLNode], isCut: Bool) -> XMLNode {
        .element(XMLElement(name: tag.name, attributes: tag.attributes, children: children, isCut: isCut))
    }
}
