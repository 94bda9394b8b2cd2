import CLibXML2

/// Collects what libxml2 reports of an HTML document into values; nothing of the C library outlives a call.
final class HTMLTreeBuilder {
    private struct OpenElement {
        let name: String
        let attributes: [String: String]
        var children: [HTMLNode] = []
    }

    private let limits: MarkupLimits
    private var open: [OpenElement] = []
    private var text: [UInt8] = []
    private var nodes = 0
    private var root: HTMLElement?
    /// The first limit that the document is over; the parser is stopped then.
    private(set) var exceeded: MarkupError?
    private let parser: htmlParserCtxtPtr

    /// `parser` must outlive the builder's use.
    init(parser: htmlParserCtxtPtr, limits: MarkupLimits) {
        self.parser = parser
        self.limits = limits
    }

    /// The builder that libxml2 hands back to its callbacks.
    static func behind(_ context: UnsafeMutableRawPointer?) -> HTMLTreeBuilder? {
        context.map { Unmanaged<HTMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
    }

    func start(_ name: UnsafePointer<xmlChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        flushText()
        guard open.count < limits.depth else { return exceed("levels of elements", limits.depth) }
        countNode()
        var values: [String: String] = [:]
        var next = attributes
        while let pair = next, let key = pair[0] {
            values[String(cString: key).lowercased()] = pair[1].map { String(cString: $0) } ?? ""
            next = pair + 2
        }
        open.append(OpenElement(name: String(cString: name).lowercased(), attributes: values))
    }

    func end() {
        flushText()
        guard let element = open.popLast() else { return }
        let value = HTMLElement(name: element.name, attributes: element.attributes, children: element.children)
        if open.isEmpty {
            if root == nil { root = value }
        } else {
            open[open.count - 1].children.append(.element(value))
        }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard text.count + bytes.count <= limits.textBytes else {
            return exceed("bytes in one text", limits.textBytes)
        }
        text.append(contentsOf: bytes)
    }

    /// The tree, with what the document left open closed; `nil` where it had no element.
    func finishedRoot() -> HTMLElement? {
        while !open.isEmpty { end() }
        return root
    }

    private func flushText() {
        guard !text.isEmpty else { return }
        if !open.isEmpty {
            countNode()
            open[open.count - 1].children.append(.text(String(decoding: text, as: UTF8.self)))
        }
        text.removeAll(keepingCapacity: true)
    }

    private func countNode() {
        nodes += 1
        if nodes > limits.nodes { exceed("elements and texts", limits.nodes) }
    }

    private func exceed(_ limit: String, _ value: Int) {
        guard exceeded == nil else { return }
        exceeded = MarkupError(operation: .readHTML, cause: .over(limit: limit, value: value))
        xmlStopParser(parser)
    }
}
