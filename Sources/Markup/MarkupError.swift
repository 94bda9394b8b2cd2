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

    /// The same bytes fail again, but for want of memory.
    package var isRetryable: Bool { cause == .outOfMemory }

    package var hint: String {
        switch cause {
        case .empty: "The document holds nothing; open its address in a browser to see what the publisher sends."
        case .over: "The document is larger or deeper than any real one; it is refused for safety."
        case .malformed, .notWellFormed:
            "The publisher must mend the document; what stands before the fault may be readable."
        case .selection: "The page is made otherwise than the expressions expect; look at it in a browser."
        case .outOfMemory: "Give the service more memory."
        }
    }

    /// What is wrong, in a few words without the operation.
    package var fault: String {
        switch cause {
        case .empty: "it is empty"
        case .over(let limit, let value): "it has more than \(value) \(limit)"
        case .malformed(let words, let line): "line \(line): \(words)"
        case .notWellFormed: "it is not well-formed"
        case .selection(let fault): "what is selected of it: \(fault)"
        case .outOfMemory: "out of memory"
        }
    }

    package var description: String { "cannot \(operation.rawValue): \(fault)" }
}
