/// Reads the file of the titles by which letters without grades are known.
struct LetterFile {
    let titles: [Pattern]

    init(_ yaml: String, file: String) throws(ReportsError) {
        var problems = FrameworkProblems(file: file)
        let root = try YAMLSection(document: yaml, problems)
        root.allow(["titles"], &problems)
        titles = root.patterns("titles", withGrade: false, &problems)
        guard problems.found.isEmpty else { throw problems.error }
    }
}
