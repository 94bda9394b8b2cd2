import Inspections

extension ReportReader {
    /// With the frameworks and the registry that come with the program, and these files, of which a later one replaces
    /// an earlier by id.
    package static func builtIn(
        additional: [(file: String, yaml: String)] = [], pdf: PDFText = PDFText()
    ) throws(ReportsError) -> ReportReader {
        let data = try ReportData(additional: additional)
        return ReportReader(Later { data }, pdf: pdf)
    }

    /// With those that come with the program alone, which are read once something is to be known of them: most polls,
    /// and most questions, need none.
    package static func builtInLater(pdf: PDFText = PDFText()) -> ReportReader {
        let data = Later<ReportData> {
            do throws(ReportsError) {
                return try ReportData(additional: [])
            } catch {
                // They lie within the program, and tests read them: without them no grade could be believed.
                fatalError("\(error)")
            }
        }
        return ReportReader(data, pdf: pdf)
    }
}

/// What is known of reports before any is read.
struct ReportData: Sendable {
    let frameworks: [FrameworkData]
    /// Titles of letters without grades.
    let letterTitles: [Pattern]
    let vocabulary: Vocabulary
    let registry: ProviderRegistry

    /// What comes with the program, and these files.
    init(additional: [(file: String, yaml: String)]) throws(ReportsError) {
        let embedded = [
            ("ilacs.yaml", PackageResources.ilacs_yaml), ("sif.yaml", PackageResources.sif_yaml),
            ("slac.yaml", PackageResources.slac_yaml), ("apc.yaml", PackageResources.apc_yaml),
            ("area-send.yaml", PackageResources.area_send_yaml), ("oeif.yaml", PackageResources.oeif_yaml),
            ("report-card.yaml", PackageResources.report_card_yaml), ("sccif.yaml", PackageResources.sccif_yaml),
            ("social-care-before-2017.yaml", PackageResources.social_care_before_2017_yaml),
            ("supported-accommodation.yaml", PackageResources.supported_accommodation_yaml),
            ("early-years.yaml", PackageResources.early_years_yaml),
            ("early-years-report-card.yaml", PackageResources.early_years_report_card_yaml),
            ("further-education.yaml", PackageResources.further_education_yaml),
            ("further-education-report-card.yaml", PackageResources.further_education_report_card_yaml),
            ("cqc.yaml", PackageResources.cqc_yaml), ("fhrs.yaml", PackageResources.fhrs_yaml),
            ("fhis.yaml", PackageResources.fhis_yaml), ("ciw.yaml", PackageResources.ciw_yaml),
            ("care-inspectorate-scotland.yaml", PackageResources.care_inspectorate_scotland_yaml),
            ("acecqa-nqs.yaml", PackageResources.acecqa_nqs_yaml),
            ("cms-hospitals.yaml", PackageResources.cms_hospitals_yaml),
            ("nyc-restaurants.yaml", PackageResources.nyc_restaurants_yaml),
            ("hmicfrs-peel.yaml", PackageResources.hmicfrs_peel_yaml),
            ("hmi-prisons.yaml", PackageResources.hmi_prisons_yaml),
            ("hmi-probation.yaml", PackageResources.hmi_probation_yaml),
            ("education-scotland.yaml", PackageResources.education_scotland_yaml),
        ]
        var frameworks: [FrameworkData] = []
        var faults: [ReportsError] = []
        let files = embedded.map { (file: $0.0, yaml: String(decoding: $0.1, as: UTF8.self)) } + additional
        for (file, yaml) in files {
            do throws(ReportsError) {
                let data = try FrameworkFile(yaml, file: file).data
                frameworks.removeAll { $0.framework.id == data.framework.id }
                frameworks.append(data)
            } catch {
                faults.append(error)
            }
        }
        if let fault = ReportsError(faults) { throw fault }
        let councils = String(decoding: PackageResources.councils_yaml, as: UTF8.self)
        let groups = String(decoding: PackageResources.groups_yaml, as: UTF8.self)
        registry = try RegistryFile(
            councils, file: "councils.yaml", groups: groups, groupsFile: "groups.yaml",
            neighbours: { NeighboursFile.builtIn.lists }
        ).registry
        let letters = String(decoding: PackageResources.visit_letters_yaml, as: UTF8.self)
        letterTitles = try LetterFile(letters, file: "visit-letters.yaml").titles
        vocabulary = Vocabulary(frameworks, titles: letterTitles)
        self.frameworks = frameworks
    }
}
