import CLibXML2

/// An XPath 1.0 expression over an HTML page, or over XML, that can be evaluated; known by its text.
package struct XPath: Sendable, Hashable {
    package let text: String
    /// False for an expression whose value is a text, a number or a truth value.
    package let selectsNodes: Bool

    /// Bytes; a longer one was written by no person.
    private static let longest = 2000

    package init(_ text: String) throws(XPathFault) {
        if text.utf8.count > XPath.longest { throw XPathFault("longer than \(XPath.longest) bytes") }
        try XPathWords(text).check()
        self.text = text
        // Some mistakes, such as a function's missing argument, show only when the expression is evaluated.
        selectsNodes = try XPathContext(MarkupTree.sample()).tells(text)
    }
}

/// The one owner of what libxml2 needs to evaluate expressions over one page, and of the expressions that it has
/// compiled.
///
/// All evaluations together may take so many steps and no more: an expression over a page made for it would else take
/// days.
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

    /// An expression's value at an element as text, as XPath's `string()` has it: that of the first node where it
    /// selects several.
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

/// Why a text is no XPath expression that can be evaluated over an HTML page.
package struct XPathFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let words: String
    /// Character from 1 at which reading it stopped; nil where the whole is meant.
    package let character: Int?

    init(_ words: String, character: Int? = nil) {
        self.words = words
        self.character = character
    }

    /// libxml2's own account of `text`.
    init(_ error: xmlError, in text: String) {
        let code = error.code - Int32(XML_XPATH_EXPRESSION_OK.rawValue)
        words =
            switch xmlXPathError(rawValue: UInt32(clamping: code)) {
            case XPATH_UNFINISHED_LITERAL_ERROR, XPATH_START_LITERAL_ERROR:
                "a quotation mark is opened and never closed"
            case XPATH_INVALID_PREDICATE_ERROR, XPATH_UNCLOSED_ERROR: "a bracket is opened and never closed"
            case XPATH_INVALID_ARITY: "a function has too few or too many arguments"
            case XPATH_INVALID_TYPE: "a path is expected where there is a text, a number or a truth value"
            case XPATH_RECURSION_LIMIT_EXCEEDED, XPATH_STACK_ERROR: "it is nested too deeply"
            case XPATH_OP_LIMIT_EXCEEDED: "it takes too many steps"
            case XPATH_MEMORY_ERROR: "out of memory"
            default: "it cannot be understood"
            }
        // Errors of evaluation have no place.
        character =
            error.str1 == nil
            ? nil : String(decoding: text.utf8.prefix(Int(max(0, error.int1))), as: UTF8.self).count + 1
    }

    package var description: String { (character.map { "character \($0): " } ?? "") + words }
}
