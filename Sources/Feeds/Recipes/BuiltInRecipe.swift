/// The sources that come with the program, by name: each with where it is, how it is read, and by which framework.
package enum BuiltInRecipe: String, CaseIterable, Sendable {
    case ofstedChildrensServices = "ofsted-childrens-services"
    case ofstedSchools = "ofsted-schools"
    case ofstedSchoolsInYear = "ofsted-schools-in-year"
    case ofstedIndependentSchools = "ofsted-independent-schools"
    case ofstedSocialCare = "ofsted-social-care"
    case ofstedChildcare = "ofsted-childcare"
    case ofstedFurtherEducation = "ofsted-further-education"
    case cqc
    case careInspectorateScotland = "care-inspectorate-scotland"
    case careInspectorateWales = "care-inspectorate-wales"
    case foodHygiene = "food-hygiene"
    case foodHygieneScotland = "food-hygiene-scotland"
    case acecqaNQS = "acecqa-nqs"
    case cmsHospitals = "cms-hospitals"
    case nycRestaurants = "nyc-restaurants"

    /// What is known of the source, and its feed in the form of the configuration's.
    package var yaml: String {
        let bytes =
            switch self {
            case .ofstedChildrensServices: PackageResources.ofsted_childrens_services_yaml
            case .ofstedSchools: PackageResources.ofsted_schools_yaml
            case .ofstedSchoolsInYear: PackageResources.ofsted_schools_in_year_yaml
            case .ofstedIndependentSchools: PackageResources.ofsted_independent_schools_yaml
            case .ofstedSocialCare: PackageResources.ofsted_social_care_yaml
            case .ofstedChildcare: PackageResources.ofsted_childcare_yaml
            case .ofstedFurtherEducation: PackageResources.ofsted_further_education_yaml
            case .cqc: PackageResources.cqc_yaml
            case .careInspectorateScotland: PackageResources.care_inspectorate_scotland_yaml
            case .careInspectorateWales: PackageResources.care_inspectorate_wales_yaml
            case .foodHygiene: PackageResources.food_hygiene_yaml
            case .foodHygieneScotland: PackageResources.food_hygiene_scotland_yaml
            case .acecqaNQS: PackageResources.acecqa_nqs_yaml
            case .cmsHospitals: PackageResources.cms_hospitals_yaml
            case .nycRestaurants: PackageResources.nyc_restaurants_yaml
            }
        return String(decoding: bytes, as: UTF8.self)
    }
}
