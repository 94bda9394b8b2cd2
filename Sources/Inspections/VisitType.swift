/// Publications that never state a grade, by the type that a listing gives them.
package enum VisitType {
    /// True for focused visits, monitoring visits and assurance visits: none of them grades anything.
    package static func isNamed(by type: String) -> Bool {
        type.lowercased().split { !$0.isLetter }.contains { $0 == "visit" || $0 == "visits" }
    }
}
