package gaia.catalog.form;

import gaia.catalog.Kind;

/** The form of each kind. */
public final class Forms {
  private Forms() {}

  public static Form of(Kind kind) {
    return switch (kind) {
      case ROLE -> new RoleForm();
      case MEMBERSHIP -> new MembershipForm();
      case DATABASE -> new DatabaseForm();
      case SETTING -> new SettingForm();
      case SCHEMA -> new SchemaForm();
      case EXTENSION -> new ExtensionForm();
      case DEFAULT_PRIVILEGES -> new DefaultPrivilegesForm();
      case TYPE -> new TypeForm();
      case DOMAIN -> new DomainForm();
      case DOMAIN_CONSTRAINT -> new ConstraintForm("alter domain ");
      case SEQUENCE -> new SequenceForm();
      case FUNCTION -> new FunctionForm();
      case AGGREGATE -> new AggregateForm();
      case TABLE -> new TableForm();
      case COLUMN -> new ColumnForm();
      case PARTITION -> new PartitionForm();
      case DEFAULT -> new DefaultForm();
      case INDEX, STATISTICS, RULE, TRIGGER, POLICY -> new DefinedForm();
      case CONSTRAINT -> new ConstraintForm("alter table ");
      case VIEW, MATERIALIZED_VIEW -> new ViewForm();
      case GRANT -> new GrantForm();
      case OTHER -> new OtherForm();
    };
  }
}
