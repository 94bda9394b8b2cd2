/// The official tables whose columns, in all their eras, come with the program.
package enum BuiltInTable: String, CaseIterable, Sendable {
    case schools
    case socialCare = "social-care"
    case councils
    case childcare
    case furtherEducation = "further-education"

    /// Its column map, in the form of a feed's `table:`.
    package var yaml: String {
        let bytes =
            switch self {
            case .schools: PackageResources.schools_yaml
            case .socialCare: PackageResources.social_care_yaml
            case .councils: PackageResources.councils_yaml
            case .childcare: PackageResources.childcare_yaml
            case .furtherEducation: PackageResources.further_education_yaml
            }
        return String(decoding: bytes, as: UTF8.self)
    }
}
