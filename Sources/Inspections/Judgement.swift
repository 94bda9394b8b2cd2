import Text

/// One area's grade as one document states it, with what proves it.
package struct Judgement: Hashable, Codable, Sendable {
    /// Area id of the framework's data: `overall-effectiveness`.
    package let area: String
    /// Grade id of the framework's scale: `requires-improvement`, or `not-judged`.
    package let grade: String
    /// The grade's words as printed: `Requires improvement to be good`.
    package let printed: String
    /// Page from 1; `nil` where the document has no pages.
    package let page: Int?
    /// The printed words around it: label and grade, or the sentence.
    package let evidence: String

    package init(area: String, grade: String, printed: String, page: Int?, evidence: String) {
        self.area = area
        self.grade = grade
        self.printed = OutsideText.line(printed)
        self.page = page
        self.evidence = OutsideText.line(evidence)
    }

    /// As commands print it; `isProved`: with its page and evidence.
    package func json(isProved: Bool) -> JSONValue {
        let stated: [JSONValue.Member] = [
            .init("area", .string(area)), .init("grade", .string(grade)),
            .init("printed", .string(orNull: printed.nonEmpty)),
        ]
        let proof: [JSONValue.Member] = [.init("page", .int(orNull: page)), .init("evidence", .string(evidence))]
        return .object(isProved ? stated + proof : stated)
    }
}

/// One place of a document that states the grade of an area in doubt, or the area whose grade no place states.
package struct Witness: Hashable, Codable, Sendable {
    package let area: String
    /// Grade id; `nil` where none could be read.
    package let grade: String?
    /// The grade's words as printed; empty where there are none.
    package let printed: String
    /// Page from 1; `nil` where the document has no pages.
    package let page: Int?
    /// Which place it is: `the grade table`.
    package let source: String
    /// The printed words around it.
    package let evidence: String

    package init(area: String, grade: String?, printed: String, page: Int?, source: String, evidence: String) {
        self.area = area
        self.grade = grade
        self.printed = printed
        self.page = page
        self.source = source
        self.evidence = evidence
    }

    /// The same in a document without pages.
    package var withoutPage: Witness {
        Witness(area: area, grade: grade, printed: printed, page: nil, source: source, evidence: evidence)
    }
}
