import CLibXML2

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
            case XPATH_INVALID_TYPE: "a path is expected where a text, a number or a truth value stands"
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
