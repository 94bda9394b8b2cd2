/// The sources that come with the program, by name: each with where it is, how it is read, and by which framework.
package enum BuiltInRecipe: String, CaseIterable, Sendable {
    case ofstedChildrensServices = "ofsted-childrens-services"
    case ofstedSchools = "ofsted-schools"
    case ofstedSocialCare = "ofsted-social-care"
    case ofstedChildcare = "ofsted-childcare"
    case ofstedFurtherEducation = "ofsted-further-education"
    case cqc
    case careInspectorateScotland = "care-inspectorate-scotland"
    case foodHygiene = "food-hygiene"
    case foodHygieneScotland = "food-hygiene-scotland"
    case nycRestaurants = "nyc-restaurants"

    /// What is known of the source, and its feed in the form of the configuration's.
    package var yaml: String {
        let bytes =
            switch self {
            case .ofstedChildrensServices: PackageResources.ofsted_childrens_services_yaml
            case .ofstedSchools: PackageResources.ofsted_schools_yaml
            case .ofstedSocialCare: PackageResources.ofsted_social_care_yaml
            case .ofstedChildcare: PackageResources.ofsted_childcare_yaml
            case .ofstedFurtherEducation: PackageResources.ofsted_further_education_yaml
            case .cqc: PackageResources.cqc_yaml
            case .careInspectorateScotland: PackageResources.care_inspectorate_scotland_yaml
            case .foodHygiene: PackageResources.food_hygiene_yaml
            case .foodHygieneScotland: PackageResources.food_hygiene_scotland_yaml
            case .nycRestaurants: PackageResources.nyc_restaurants_yaml
            }
        return String(decoding: bytes, as: UTF8.self)
    }
}
