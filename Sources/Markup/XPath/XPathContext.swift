import CLibXML2

/// The one owner of what libxml2 needs to evaluate expressions over one page, and of the expressions that it has compiled.
///
/// All evaluations together may take so many steps and no more: an expression over a page made for it would else take days.
final class XPathContext {
    private let tree: MarkupTree
    private let raw: xmlXPathContextPtr
    private var compiled: [xmlXPathCompExprPtr] = []

    /// Steps of a fraction of a second.
    private static let mostSteps: UInt = 10_000_000

    init(_ tree: MarkupTree?) throws(XPathFault) {
        guard let tree, let raw = xmlXPathNewContext(tree.raw) else { throw XPathFault("out of memory") }
        self.tree = tree
        self.raw = raw
        raw.pointee.opLimit = XPathContext.mostSteps
    }

    deinit {
        compiled.forEach(xmlXPathFreeCompExpr)
        xmlXPathFreeContext(raw)
    }

    /// An expression, known by its number.
    func compile(_ text: String) throws(XPathFault) -> Int {
        raw.pointee.lastError = xmlError()
        guard let expression = xmlXPathCtxtCompile(raw, text) else { throw XPathFault(raw.pointee.lastError, in: text) }
        compiled.append(expression)
        return compiled.count - 1
    }

    /// True where the value of an expression is a set of nodes.
    func tells(_ text: String) throws(XPathFault) -> Bool {
        let expression = try compile(text)
        return try evaluate(expression, at: xmlDocGetRootElement(tree.raw), text) { $0.pointee.type == XPATH_NODESET }
    }

    /// The elements that an expression selects on the page, in document order; they live as long as this context does.
    func elements(_ expression: Int, _ text: String) throws(XPathFault) -> [xmlNodePtr] {
        try evaluate(expression, at: xmlDocGetRootElement(tree.raw), text) { value in
            guard value.pointee.type == XPATH_NODESET, let set = value.pointee.nodesetval else { return [] }
            xmlXPathNodeSetSort(set)
            return (0..<Int(set.pointee.nodeNr)).compactMap { set.pointee.nodeTab[$0] }
                .filter { $0.pointee.type == XML_ELEMENT_NODE }
        }
    }

    /// An expression's value at an element as text, as XPath's `string()` has it: that of the first node where it selects several.
    func string(_ expression: Int, at element: xmlNodePtr, _ text: String) throws(XPathFault) -> String {
        try evaluate(expression, at: element, text) { value in
            guard let string = xmlXPathCastToString(value) else { return "" }
            defer { rw_xml_free(string) }
            return String(cString: string)
        }
    }

    private func evaluate<Value>(
        _ expression: Int, at node: xmlNodePtr?, _ text: String, _ read: (xmlXPathObjectPtr) -> Value
    ) throws(XPathFault) -> Value {
        LibXML2.prepare()
        raw.pointee.lastError = xmlError()
        raw.pointee.node = node
        guard let value = xmlXPathCompiledEval(compiled[expression], raw) else {
            throw XPathFault(raw.pointee.lastError, in: text)
        }
        defer { xmlXPathFreeObject(value) }
        return read(value)
    }
}
