/// The text of an invented report by the current framework for councils, as such reports are laid out.
package struct CouncilReport: Sendable {
    package var council: String
    /// `2 to 6 March 2020`.
    package var dates: String
    package var impact: String
    package var protection: String
    package var care: String
    package var careLeavers: String
    package var overall: String

    package init(
        council: String, dates: String, impact: String = "Good", protection: String = "Good", care: String = "Good",
        careLeavers: String = "Good", overall: String
    ) {
        self.council = council
        self.dates = dates
        self.impact = impact
        self.protection = protection
        self.care = care
        self.careLeavers = careLeavers
        self.overall = overall
    }

    private var rows: [(label: String, grade: String)] {
        [
            ("The impact of leaders on social work practice with children and families", impact),
            ("The experiences and progress of children who need help and protection", protection),
            ("The experiences and progress of children in care", care),
            ("The experiences and progress of care leavers", careLeavers),
        ]
    }

    package var pdf: [UInt8] {
        var first = [
            "Inspection of \(council) local authority children's services", "Inspection dates: \(dates)",
            "Lead inspector: Ada Example, His Majesty's Inspector", "Judgement", "Grade",
        ]
        for row in rows { first += [row.label, row.grade] }
        first += ["Overall effectiveness", overall, "Children receive the services described below."]
        let second = rows.map { "\($0.label): \($0.grade.lowercased())" }
        return TextPDF.bytes(pages: [first, second])
    }
}
