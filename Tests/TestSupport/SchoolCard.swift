/// A made-up report card of a school: as the report prints it, and as markup.
package struct SchoolCard: Sendable {
    /// `28 April 2026`.
    package var day: String
    /// By area as printed, what is other than the expected standard.
    package var grades: [String: String]

    package static let areas = [
        "Personal development and wellbeing", "Achievement", "Attendance and behaviour", "Curriculum and teaching",
        "Inclusion", "Leadership and governance",
    ]

    package init(_ day: String, _ grades: [String: String] = [:]) {
        self.day = day
        self.grades = grades
    }

    private var body: [(tag: String, text: String)] {
        [("h2", "Inspection report: \(day)"), ("h3", "Safeguarding standards met")]
            + SchoolCard.areas.flatMap { area in
                [
                    ("h3", area), ("p", grades[area] ?? "Expected standard"),
                    ("p", "Pupils do well in this, and leaders know why."),
                ]
            } + [("h3", "Next steps"), ("p", "Leaders should continue their work.")]
    }

    /// The report of a school with this number.
    package func pdf(of name: String, urn: String) -> [UInt8] {
        TextPDF.bytes(pages: [
            [name, "Unique reference number (URN): \(urn)"] + body.map(\.text)
        ])
    }

    package var markup: String { body.map { "<\($0.tag)>\($0.text)</\($0.tag)>" }.joined() }

    /// The markup with its marks escaped.
    package var escaped: String { SchoolCard.escaped(markup) }

    package static func escaped(_ markup: String) -> String {
        markup.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
            "\"", with: "&quot;")
    }
}
