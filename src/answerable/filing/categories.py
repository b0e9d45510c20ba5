"""Which keywords narrow which category of the Transparency Database down (Implementing Regulation (EU) 2024/2835)."""

from __future__ import annotations

from collections.abc import Mapping

from answerable.filing.words import Category, Keyword

KEYWORDS: Mapping[Category, tuple[Keyword, ...]] = {
    Category.ANIMAL_WELFARE: (
        Keyword.ANIMAL_HARM,
        Keyword.UNLAWFUL_SALE_ANIMALS,
        Keyword.OTHER,
    ),
    Category.CONSUMER_INFORMATION: (
        Keyword.HIDDEN_ADVERTISEMENT,
        Keyword.INSUFFICIENT_INFORMATION_ON_TRADERS,
        Keyword.MISLEADING_INFO_GOODS_SERVICES,
        Keyword.MISLEADING_INFO_CONSUMER_RIGHTS,
        Keyword.NONCOMPLIANCE_PRICING,
        Keyword.OTHER,
    ),
    Category.CYBER_VIOLENCE: (
        Keyword.CYBER_BULLYING_INTIMIDATION,
        Keyword.CYBER_HARASSMENT,
        Keyword.CYBER_INCITEMENT,
        Keyword.CYBER_STALKING,
        Keyword.NON_CONSENSUAL_IMAGE_SHARING,
        Keyword.NON_CONSENSUAL_MATERIAL_DEEPFAKE,
        Keyword.OTHER,
    ),
    Category.CYBER_VIOLENCE_AGAINST_WOMEN: (
        Keyword.BULLYING_AGAINST_GIRLS,
        Keyword.CYBER_HARASSMENT_AGAINST_WOMEN,
        Keyword.CYBER_STALKING_AGAINST_WOMEN,
        Keyword.FEMALE_GENDERED_DISINFORMATION,
        Keyword.INCITEMENT_AGAINST_WOMEN,
        Keyword.NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN,
        Keyword.NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN,
        Keyword.OTHER,
    ),
    Category.DATA_PROTECTION_AND_PRIVACY_VIOLATIONS: (
        Keyword.BIOMETRIC_DATA_BREACH,
        Keyword.DATA_FALSIFICATION,
        Keyword.MISSING_PROCESSING_GROUND,
        Keyword.RIGHT_TO_BE_FORGOTTEN,
        Keyword.OTHER,
    ),
    Category.ILLEGAL_OR_HARMFUL_SPEECH: (
        Keyword.DEFAMATION,
        Keyword.DISCRIMINATION,
        Keyword.HATE_SPEECH,
        Keyword.OTHER,
    ),
    Category.INTELLECTUAL_PROPERTY_INFRINGEMENTS: (
        Keyword.COPYRIGHT_INFRINGEMENT,
        Keyword.DESIGN_INFRINGEMENT,
        Keyword.GEOGRAPHIC_INDICATIONS_INFRINGEMENT,
        Keyword.PATENT_INFRINGEMENT,
        Keyword.TRADE_SECRET_INFRINGEMENT,
        Keyword.TRADEMARK_INFRINGEMENT,
        Keyword.OTHER,
    ),
    Category.NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS: (
        Keyword.MISINFORMATION_DISINFORMATION,
        Keyword.VIOLATION_EU_LAW,
        Keyword.VIOLATION_NATIONAL_LAW,
        Keyword.OTHER,
    ),
    Category.PROTECTION_OF_MINORS: (
        Keyword.AGE_SPECIFIC_RESTRICTIONS_MINORS,
        Keyword.CHILD_SEXUAL_ABUSE_MATERIAL,
        Keyword.CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE,
        Keyword.GROOMING_SEXUAL_ENTICEMENT_MINORS,
        Keyword.UNSAFE_CHALLENGES,
        Keyword.OTHER,
    ),
    Category.RISK_FOR_PUBLIC_SECURITY: (
        Keyword.ILLEGAL_ORGANIZATIONS,
        Keyword.RISK_ENVIRONMENTAL_DAMAGE,
        Keyword.RISK_PUBLIC_HEALTH,
        Keyword.TERRORIST_CONTENT,
        Keyword.OTHER,
    ),
    Category.SCAMS_AND_FRAUD: (
        Keyword.IMPERSONATION_ACCOUNT_HIJACKING,
        Keyword.INAUTHENTIC_ACCOUNTS,
        Keyword.INAUTHENTIC_LISTINGS,
        Keyword.INAUTHENTIC_USER_REVIEWS,
        Keyword.PHISHING,
        Keyword.PYRAMID_SCHEMES,
        Keyword.OTHER,
    ),
    Category.SELF_HARM: (
        Keyword.CONTENT_PROMOTING_EATING_DISORDERS,
        Keyword.SELF_MUTILATION,
        Keyword.SUICIDE,
        Keyword.OTHER,
    ),
    Category.UNSAFE_AND_PROHIBITED_PRODUCTS: (
        Keyword.PROHIBITED_PRODUCTS,
        Keyword.UNSAFE_PRODUCTS,
        Keyword.OTHER,
    ),
    Category.VIOLENCE: (
        Keyword.COORDINATED_HARM,
        Keyword.INCITEMENT_VIOLENCE_HATRED,
        Keyword.HUMAN_EXPLOITATION,
        Keyword.HUMAN_TRAFFICKING,
        Keyword.TRAFFICKING_WOMEN_GIRLS,
        Keyword.OTHER,
    ),
    Category.NOT_SPECIFIED_NOTICE: (),
    Category.OTHER_VIOLATION_TC: (
        Keyword.ADULT_SEXUAL_MATERIAL,
        Keyword.AGE_SPECIFIC_RESTRICTIONS,
        Keyword.GEOGRAPHICAL_REQUIREMENTS,
        Keyword.GOODS_SERVICES_NOT_PERMITTED,
        Keyword.LANGUAGE_REQUIREMENTS,
        Keyword.NUDITY,
        Keyword.OTHER,
    ),
}
"""The keywords of each category, in the order of the Annex."""
